"""An owner asks a colleague; the colleague's words are recorded when the owner says so, with who gave them."""

from __future__ import annotations

from dataclasses import replace

from pledges.pledge import Publication, Status
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
ASK = {"whom.CP-1": MEGAN, "what.CP-1": "Has the virtual school agreed?"}


async def asks(town: Town, **given: str) -> str:
    await town.works("2026-11-20 09:30")
    await town.presses(ADELE, "Ask a colleague")
    return await sends(town, **given)


async def sends(town: Town, **given: str) -> str:
    answer = await town.presses(ADELE, "Ask them", given=ASK | {f"{name}.CP-1": text for name, text in given.items()})
    await town.works()
    return str(answer.card)


async def test_their_words_come_back_and_are_recorded_with_their_name(staffed: Town) -> None:
    assert "I have asked Megan Bowen" in await asks(staffed)
    asked = staffed.sees(MEGAN)
    assert "Adele Vance asks what you know" in asked
    assert "Has the virtual school agreed?" in asked
    await staffed.presses(MEGAN, "Send it", given={"known": "They agreed on Tuesday"})
    await staffed.works()
    assert "Thank you: Adele Vance has your words" in staffed.sees(MEGAN)
    assert (await staffed.pledge("CP-1")).last is None
    assert "“They agreed on Tuesday”" in staffed.sees(ADELE)
    await staffed.presses(ADELE, "On track")
    pledge = await staffed.pledge("CP-1")
    assert pledge.last is not None
    assert pledge.status is Status.ON_TRACK
    assert pledge.last.note == "They agreed on Tuesday (said by Megan Bowen)"


async def test_whom_nobody_can_ask_is_given_back_with_the_form(staffed: Town) -> None:
    await staffed.hires("Cai Lowe", install=False)
    assert "Whom shall I ask?" in await asks(staffed, whom="")
    assert "That is you" in await sends(staffed, whom=ADELE)
    await staffed.says(MEGAN, "away until 27 November")
    assert "Megan Bowen is away at the moment" in await sends(staffed)
    assert "personal details" in await sends(staffed, whom=ADMIN, what="Ask about Tyler Smith aged 9, DOB 3/4/2017")


async def test_what_is_not_for_publication_is_shown_to_nobody_else(staffed: Town) -> None:
    async with staffed.db.begin() as tx:
        before = await tx.register.get("CP-1", for_update=True)
        secret = replace(before, publication=Publication.RESTRICTED)
        await tx.register.save(before, secret, door="test", by=None, now=staffed.clock())
    assert "CP-1 is not for publication" in await asks(staffed)


async def test_a_colleague_who_writes_personal_details_gets_them_back(staffed: Town) -> None:
    await asks(staffed)
    answer = await staffed.presses(MEGAN, "Send it", given={"known": "Ring his mum on 07700 900123"})
    assert "personal details" in str(answer.card)
    await staffed.works()
    assert "07700" not in staffed.sees(ADELE)


async def test_the_card_serves_only_the_one_who_was_asked(staffed: Town) -> None:
    await staffed.hires("Cai Lowe")
    await asks(staffed)
    answer = await staffed.teams.presses(
        staffed.people["Cai Lowe"], staffed.chat(MEGAN)[-1], "Send it", known="All is done"
    )
    assert "older version" in str(answer.body)
