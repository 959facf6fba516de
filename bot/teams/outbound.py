"""Sending to people and channels, and asking Teams who is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.teams.address import Spot, find
from bot.teams.connector import Connector
from dialogs.turn import HandOver, Offer, Place, Shelf
from pledges.errors import CardGone, Refused
from pledges.messages import Address, Member, Rendered, Target

_CARD = "application/vnd.microsoft.card.adaptive"
_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
_FILE = "application/vnd.microsoft.teams.card.file.info"
_PAGE = "500"  # the most that Teams gives at once


class Outbound:
    """The Transport of pledges.messages, over Teams' connector."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def send(self, address: Address, message: Rendered) -> Target:
        spot = find(address)
        if spot.place is Place.CHANNEL:
            return await self._open_thread(spot, _card(message))
        alert = {"notification": {"alert": True}} if spot.place is Place.PERSONAL else {}
        return await self._post(spot, {**_card(message), "channelData": alert}, booked=True)

    async def reply(self, post: Target, message: Rendered) -> Target:
        return await self._post(find(post.address), _card(message), booked=True)

    async def say(self, address: Address, text: str) -> None:
        activity = {"type": "message", "text": text, "textFormat": "plain"}
        await self._post(find(address), activity, at_once=True)

    async def show(self, address: Address, message: Rendered) -> Target:
        """Send a card in answer to something said; in a channel, in the thread of `address`."""
        return await self._post(find(address), _card(message), at_once=True)

    async def update(self, target: Target, message: Rendered) -> None:
        await self._put(target, message, at_once=False)

    async def redraw(self, target: Target, message: Rendered) -> None:
        """Update a message in answer to a press on it: somebody is looking, so it waits for nobody."""
        await self._put(target, message, at_once=True)

    async def offer(self, address: Address, offer: Offer) -> Target:
        """Ask a person whether they want a file."""
        asked = {"description": offer.about, "sizeInBytes": offer.size}
        facts = {"acceptContext": dict(offer.facts), "declineContext": dict(offer.facts)}
        return await self._post(find(address), _file(_CONSENT, offer.name, {**asked, **facts}), at_once=True)

    async def hand_over(self, consent: Target, shelf: Shelf, file: HandOver) -> None:
        """Upload an accepted file, show it in the chat, and take the question away."""
        await self._connector.upload(shelf.upload_url, file.content)
        card = {"uniqueId": shelf.id, "fileType": shelf.kind}
        spot = find(consent.address)
        shown = _file(_FILE, file.name, card)
        shown["attachments"][0]["contentUrl"] = shelf.content_url
        await self._post(spot, shown, at_once=True)
        if consent.message:
            path = (spot.conversation, "activities", consent.message)
            await self._connector.call("DELETE", spot.url, *path, gone=CardGone, at_once=True)

    async def reopen(self, address: Address) -> Address:
        spot = find(address)
        if not spot.person:
            raise Refused("only a personal chat can be opened anew")
        body = {"isGroup": False, "bot": {"id": spot.bot}, "members": [{"id": spot.person}], **_tenant(spot)}
        return spot.at(_id(await self._connector.call("POST", spot.url, json=body))).address()

    async def member(self, address: Address, teams_id: str) -> Member:
        spot = find(address)
        return _member(await self._connector.call("GET", spot.url, spot.without_thread, "members", teams_id))

    async def members(self, address: Address) -> list[Member]:
        spot, found, token = find(address), list[Member](), ""
        while True:
            params = {"pageSize": _PAGE, **({"continuationToken": token} if token else {})}
            page = await self._connector.call("GET", spot.url, spot.without_thread, "pagedmembers", params=params)
            found += [_member(person) for person in page.get("members") or ()]
            token = page.get("continuationToken") or ""
            if not token:
                return found

    async def fetch(self, place: str, most: int) -> bytes:
        return await self._connector.download(place, most)

    async def _open_thread(self, spot: Spot, activity: Mapping[str, Any]) -> Target:
        tenant = _tenant(spot)
        channel = {**tenant["channelData"], "channel": {"id": spot.without_thread}}
        body = {"isGroup": True, "bot": {"id": spot.bot}, **tenant, "channelData": channel, "activity": activity}
        made = await self._connector.call("POST", spot.url, json=body, booked=True)
        return Target(spot.at(_id(made)).address(), str(made.get("activityId", "")))

    async def _post(
        self, spot: Spot, activity: Mapping[str, Any], *, at_once: bool = False, booked: bool = False
    ) -> Target:
        path = (spot.conversation, "activities")
        body = {**activity, "from": {"id": spot.bot}, "conversation": {"id": spot.conversation}}
        made = await self._connector.call("POST", spot.url, *path, json=body, at_once=at_once, booked=booked)
        return Target(spot.address(), str(made.get("id", "")))

    async def _put(self, target: Target, message: Rendered, *, at_once: bool) -> None:
        spot = find(target.address)
        if not target.message:
            raise CardGone("Teams gave the message no name to find it by")
        path = (spot.conversation, "activities", target.message)
        body = {**_card(message), "id": target.message, "conversation": {"id": spot.conversation}}
        call, booked = self._connector.call, not at_once
        await call("PUT", spot.url, *path, json=body, gone=CardGone, at_once=at_once, booked=booked)


def _card(message: Rendered) -> dict[str, Any]:
    """One card and no text beside it: Teams splits a message that has both, and names neither part."""
    attachment = {"contentType": _CARD, "content": message.card}
    return {"type": "message", "summary": message.summary, "attachments": [attachment]}


def _file(kind: str, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "message", "attachments": [{"contentType": kind, "name": name, "content": content}]}


def _tenant(spot: Spot) -> dict[str, Any]:
    return {"tenantId": spot.tenant, "channelData": {"tenant": {"id": spot.tenant}}}


def _id(made: Mapping[str, Any]) -> str:
    if not made.get("id"):
        raise Refused("Teams opened a conversation without naming it")
    return str(made["id"])


def _member(person: Mapping[str, Any]) -> Member:
    return Member(
        teams_id=str(person.get("id", "")),
        name=str(person.get("name", "")),
        upn=person.get("userPrincipalName"),
        aad_id=person.get("aadObjectId") or person.get("objectId"),
        guest=person.get("userRole") in ("guest", "anonymous"),
    )
