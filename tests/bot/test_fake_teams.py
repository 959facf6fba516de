"""The fake Teams is worth trusting: it limits, refuses and remembers as the real one is known to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.teams import TENANT, FakeTeams
from bot.rehearsal.teams_faults import Limits
from bot.rehearsal.teams_world import Person, Room
from tests.clock import Clock

WORDS = {"type": "message", "text": "Hello."}


class Service:
    """Calls the fake's REST service as a bot would, and gives status, headers and body."""

    def __init__(self, fake: FakeTeams, session: aiohttp.ClientSession) -> None:
        self._fake, self._session = fake, session

    async def call(self, method: str, *path: str, json: Any = None, **params: str) -> tuple[int, Any, Any]:
        url = "/".join([f"{self._fake.service_url}v3/conversations", *path])
        async with self._session.request(method, url, json=json, params=params) as answer:
            return answer.status, answer.headers, await answer.json(content_type=None)

    async def send(self, where: str, activity: Any = WORDS) -> tuple[int, Any, Any]:
        return await self.call("POST", where, "activities", json=activity)

    async def open(self, **body: Any) -> tuple[int, Any, Any]:
        tenant = {"tenantId": TENANT, "channelData": {"tenant": {"id": TENANT}}}
        return await self.call("POST", json=tenant | body)

    async def open_thread(self, room: Room) -> tuple[int, Any, Any]:
        told = {"tenant": {"id": TENANT}, "channel": {"id": room.id}}
        return await self.open(isGroup=True, channelData=told, activity=WORDS)


@pytest.fixture
async def fake(clock: Clock) -> AsyncIterator[FakeTeams]:
    async with FakeTeams(clock=clock, limits=Limits()) as fake:
        yield fake


@pytest.fixture
async def service(fake: FakeTeams) -> AsyncIterator[Service]:
    async with aiohttp.ClientSession() as session:
        yield Service(fake, session)


@pytest.fixture
def maya(fake: FakeTeams) -> Person:
    maya = fake.hires("Maya Lindqvist")
    fake.world.reached.add(maya.chat)
    return maya


@pytest.fixture
def room(fake: FakeTeams) -> Room:
    room = fake.opens_channel("General", team="Housing")
    fake.world.reached.add(room.team_id)
    return room


async def sent_over(service: Service, clock: Clock, where: str, *, times: int, every: float) -> list[int]:
    statuses = []
    for _ in range(times):
        statuses.append((await service.send(where))[0])
        clock.forward(seconds=every)
    return statuses


@pytest.mark.parametrize(
    ("every", "allowed", "wait"),
    [(0, 7, "1"), (0.2, 8, "1"), (0.25, 60, "15"), (1.9, 1800, "180")],
)
async def test_a_chat_takes_so_much_and_then_says_how_long_to_wait(
    service: Service, clock: Clock, maya: Person, every: float, allowed: int, wait: str
) -> None:
    statuses = await sent_over(service, clock, maya.chat, times=allowed, every=every)
    status, headers, body = await service.send(maya.chat)
    assert statuses == [201] * allowed
    assert (status, headers["Retry-After"], body["error"]["code"]) == (429, wait, "Throttled")
    clock.forward(seconds=float(wait))
    assert (await service.send(maya.chat))[0] == 201


async def test_reading_a_roster_is_limited_apart_from_sending(service: Service, maya: Person) -> None:
    for _ in range(7):
        await service.send(maya.chat)
    statuses = [(await service.call("GET", maya.chat, "pagedmembers"))[0] for _ in range(15)]
    assert statuses == [200] * 14 + [429]


async def test_all_members_at_once_may_be_asked_for_five_times_a_minute(
    fake: FakeTeams, service: Service, maya: Person, clock: Clock
) -> None:
    statuses = [(await service.call("GET", maya.chat, "members"))[0] for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert fake.throttled == [clock()]
    clock.forward(minutes=1)
    assert (await service.call("GET", maya.chat, "members"))[0] == 200


async def test_a_thread_counts_with_its_channel(service: Service, room: Room) -> None:
    threads = [(await service.open_thread(room))[2]["id"] for _ in range(7)]
    assert (await service.send(threads[0]))[0] == 429


async def test_a_tenant_takes_fifty_a_second(fake: FakeTeams, service: Service, clock: Clock) -> None:
    people = [fake.hires(f"Person {number}") for number in range(51)]
    fake.world.reached |= {person.chat for person in people}
    statuses = [(await service.send(person.chat))[0] for person in people]
    assert statuses == [201] * 50 + [429]


async def test_without_limits_nothing_is_throttled(clock: Clock) -> None:
    async with FakeTeams(clock=clock) as fake, aiohttp.ClientSession() as session:
        maya = fake.hires("Maya Lindqvist")
        fake.world.reached.add(maya.chat)
        statuses = {(await Service(fake, session).send(maya.chat))[0] for _ in range(100)}
    assert statuses == {201}


async def test_size_is_measured_in_utf_16(service: Service, maya: Person) -> None:
    fits = {"type": "message", "text": "é" * 51_000}
    assert (await service.send(maya.chat, fits))[0] == 201
    status, _, body = await service.send(maya.chat, {"type": "message", "text": "é" * 51_200})
    assert (status, body["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_opening_a_chat_twice_gives_the_same_and_names_no_message(service: Service, maya: Person) -> None:
    first = await service.open(isGroup=False, members=[{"id": maya.teams_id}])
    again = await service.open(isGroup=False, members=[{"id": maya.teams_id}])
    assert (first[0], first[2]) == (again[0], again[2]) == (201, {"id": maya.chat})


async def test_a_post_names_its_thread_and_its_message(fake: FakeTeams, service: Service, room: Room) -> None:
    status, _, body = await service.open_thread(room)
    (post,) = fake.seen_in(room)
    assert (status, body) == (201, {"id": f"{room.id};messageid={post.id}", "activityId": post.id})


@pytest.mark.parametrize(
    "body",
    [
        {"isGroup": True, "channelData": {"tenant": {"id": TENANT}, "channel": {"id": "19:channel1@thread.tacv2"}}},
        {"isGroup": True, "activity": WORDS},
        {"isGroup": False, "members": []},
        {"isGroup": False, "members": [{"id": "a-upn@council.example"}]},
        {"isGroup": False, "members": [{"id": "29:1maya.lindqvist"}], "tenantId": ""},
        {"isGroup": False, "members": [{"id": "29:1maya.lindqvist"}], "channelData": {}},
    ],
)
async def test_a_conversation_that_is_badly_asked_for_is_not_opened(
    service: Service, maya: Person, room: Room, body: dict[str, Any]
) -> None:
    status, _, answer = await service.open(**body)
    assert (status, answer["error"]["code"]) == (400, "BadSyntax")


async def test_whoever_never_installed_the_bot_is_not_reached(fake: FakeTeams, service: Service) -> None:
    stranger = fake.hires("Rosa Whitcombe")
    status, _, body = await service.send(stranger.chat)
    assert (status, body["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_an_unknown_conversation_is_not_found(service: Service) -> None:
    status, _, body = await service.send("a:1nobody")
    assert (status, body["error"]["code"]) == (404, "ConversationNotFound")


async def test_a_message_is_updated_and_deleted_in_place(fake: FakeTeams, service: Service, maya: Person) -> None:
    number = (await service.send(maya.chat))[2]["id"]
    await service.call("PUT", maya.chat, "activities", number, json={"type": "message", "text": "Mended."})
    assert [(m.text, m.updates) for m in fake.seen_by(maya)] == [("Mended.", 1)]
    await service.call("DELETE", maya.chat, "activities", number)
    assert fake.seen_by(maya) == []
    status, _, body = await service.call("PUT", maya.chat, "activities", number, json=WORDS)
    assert (status, body["error"]["code"]) == (404, "ActivityNotFoundInConversation")


async def test_a_roster_comes_in_pages(fake: FakeTeams, service: Service, room: Room) -> None:
    for number in range(120):
        fake.hires(f"Person {number}")
    _, _, first = await service.call("GET", room.id, "pagedmembers", pageSize="100")
    token = first["continuationToken"]
    _, _, rest = await service.call("GET", room.id, "pagedmembers", pageSize="100", continuationToken=token)
    assert (len(first["members"]), len(rest["members"]), "continuationToken" in rest) == (100, 20, False)


@pytest.mark.parametrize("name", ["teams_id", "aad_id", "upn"])
async def test_a_member_is_found_by_any_of_three_names(service: Service, maya: Person, name: str) -> None:
    status, _, body = await service.call("GET", maya.chat, "members", getattr(maya, name))
    assert (status, body["id"]) == (200, maya.teams_id)


async def test_a_chat_holds_the_one_person_it_is_with(fake: FakeTeams, service: Service, maya: Person) -> None:
    fake.hires("Jonas Abara")
    _, _, body = await service.call("GET", maya.chat, "members")
    assert [member["id"] for member in body] == [maya.teams_id]


async def test_a_fault_for_one_method_waits_for_it(fake: FakeTeams, service: Service, maya: Person) -> None:
    fake.fails_with(409, method="PUT")
    status, _, body = await service.send(maya.chat)
    assert status == 201
    assert (await service.call("PUT", maya.chat, "activities", body["id"], json=WORDS))[0] == 409


async def test_a_request_without_an_issued_token_is_refused_when_there_is_an_app_id(clock: Clock) -> None:
    async with FakeTeams(clock=clock, app_id="an-app") as fake, aiohttp.ClientSession() as session:
        status, _, body = await Service(fake, session).send("a:1nobody")
    assert (status, body["error"]["code"]) == (401, "BotNotRegistered")
