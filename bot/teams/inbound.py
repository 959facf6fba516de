"""From an activity to what happened, in the words of dialogs.turn."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.teams import extensions
from bot.teams.address import Spot
from bot.teams.wire import Account, Activity, Consent, Mention, Press, UploadInfo
from dialogs.turn import ELSEWHERE, Attachment, Channel, Happened, Inbound, Place, Shelf, Speaker
from pledges.messages import ChannelId

EXECUTE = "adaptiveCard/action"
CONSENT = "fileConsent/invoke"
_AT = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL)
_NOT_DATA = ("verb", "msteams", "msTeams")  # what Action.Submit has to carry among the data
_INSTALLATION = {
    "add": Happened.INSTALLED,
    "add-upgrade": Happened.INSTALLED,
    "remove": Happened.REMOVED,
    "remove-upgrade": Happened.REMOVED,
}
_EVENTS = {
    "channelRenamed": Happened.CHANNEL_RENAMED,
    "channelDeleted": Happened.CHANNEL_GONE,
    "channelRestored": Happened.CHANNEL_BACK,
    "teamRenamed": Happened.TEAM_RENAMED,
    "teamDeleted": Happened.TEAM_GONE,
    "teamHardDeleted": Happened.TEAM_GONE,
    "teamRestored": Happened.TEAM_BACK,
    "teamArchived": Happened.TEAM_ARCHIVED,
    "teamUnarchived": Happened.TEAM_BACK,
}
FILES = (Happened.FILE_ACCEPTED, Happened.FILE_DECLINED)
_INVOKES = {EXECUTE: Happened.PRESSED, **extensions.INVOKES}
_PLACES = {"personal": Place.PERSONAL, "groupChat": Place.GROUP, "channel": Place.CHANNEL}


def inbound(activity: Activity, now: datetime) -> Inbound | None:
    """Say what happened; None for what needs no answer. Raise ValueError for a press that says nothing.

    The data of a press leave out what only Action.Submit must carry, its verb among them, so that
    both kinds of button give the same.
    """
    event = _event(activity, now)
    if event is None:
        return None
    laid_out = replace(event, lined=worded(activity.text or "", activity.entities, activity.recipient.id))
    return extensions.told(laid_out, activity) if event.happened in ELSEWHERE else laid_out


def _event(activity: Activity, now: datetime) -> Inbound | None:
    happened, place, sender = _happened(activity), _place(activity), _sender(activity)
    if happened is None or (place is Place.PERSONAL and sender is None):
        return None
    spot = _spot(activity, place, sender)
    verb, data = _pressed(activity) if happened is Happened.PRESSED else ("", {})
    consent = Consent.model_validate(activity.value) if happened in FILES else Consent()
    return Inbound(
        id=activity.id,
        happened=happened,
        tenant=spot.tenant,
        speaker=_speaker(sender or Account(id="")),
        place=place,
        address=spot.address(),
        now=now,
        channel=_channel(activity, spot) if place is Place.CHANNEL else None,
        text=plain(activity.text or "", activity.entities, activity.recipient.id),
        mentions=tuple(_speaker(m.mentioned) for m in activity.entities if m.mentioned.id != activity.recipient.id),
        verb=verb,
        data=data or consent.context,
        message=activity.reply_to_id,
        in_place=activity.type == "invoke",
        shelf=_shelf(consent.upload_info),
        files=tuple(Attachment(name=each.name, place=each.place) for each in activity.attachments),
    )


def plain(text: str, mentions: tuple[Mention, ...], me: str) -> str:
    """What was said, as `worded` has it, on one line."""
    return " ".join(worded(text, mentions, me).split())


def worded(text: str, mentions: tuple[Mention, ...], me: str) -> str:
    """Take the bot's own mentions out of a text, and leave other people's as their names."""
    who: dict[str, list[str]] = {}
    for mention in mentions:
        who.setdefault(_AT.sub(r"\1", mention.text), []).append(mention.mentioned.id)

    def name(at: re.Match[str]) -> str:
        ids = who.get(at[1], [""])  # two people of one name are told apart by their order
        return " " if (ids.pop(0) if len(ids) > 1 else ids[0]) == me else at[1]

    return html.unescape(_AT.sub(name, text)).strip()


def _happened(activity: Activity) -> Happened | None:
    match activity.type:
        case "message":
            return _said(activity)
        case "invoke" if activity.name == CONSENT:
            return FILES[Consent.model_validate(activity.value).action != "accept"]
        case "invoke":
            return _INVOKES.get(activity.name or "")
        case "installationUpdate":
            return _INSTALLATION.get(activity.action or "")
        case "conversationUpdate" if any(m.id == activity.recipient.id for m in activity.members_added or ()):
            return Happened.INSTALLED
        case "conversationUpdate" if any(m.id == activity.recipient.id for m in activity.members_removed or ()):
            return Happened.REMOVED
        case "conversationUpdate":
            return _EVENTS.get(activity.channel_data.event_type or "")
    return None


def _said(activity: Activity) -> Happened:
    if activity.attachments:
        return Happened.FILE_DROPPED
    return Happened.PRESSED if isinstance(activity.value, Mapping) and not activity.text else Happened.SAID


def _place(activity: Activity) -> Place:
    where, told = activity.conversation, _PLACES.get(activity.conversation.conversation_type or "")
    if told:
        return told
    if activity.channel_data.channel.id or activity.channel_data.team.id:
        return Place.CHANNEL
    return Place.GROUP if where.is_group else Place.PERSONAL


def _sender(activity: Activity) -> Account | None:
    """Who did it; None when it was the bot itself, which events about it may say."""
    return activity.sender if activity.sender and activity.sender.id != activity.recipient.id else None


def _spot(activity: Activity, place: Place, sender: Account | None) -> Spot:
    return Spot(
        url=activity.service_url,
        conversation=activity.conversation.id,
        tenant=activity.channel_data.tenant.id or activity.conversation.tenant_id or "",
        bot=activity.recipient.id,
        place=place,
        person=sender.id if sender and place is Place.PERSONAL else "",
    )


def _channel(activity: Activity, spot: Spot) -> Channel:
    """The channel, which an event about it names apart from the conversation it is told in."""
    told = activity.channel_data.channel
    name = told.id or spot.without_thread
    return Channel(
        id=ChannelId(name),
        name=told.name or "",
        team=activity.channel_data.team.name or "",
        address=spot.at(name).address(),
        team_id=activity.channel_data.team.id or "",
    )


def _pressed(activity: Activity) -> tuple[str, dict[str, Any]]:
    if activity.type == "invoke":
        press = Press.model_validate(activity.value).action
        verb, data = press.verb, press.data
    else:
        verb, data = str(activity.value.get("verb", "")), activity.value
    return verb, {name: given for name, given in data.items() if name not in _NOT_DATA}


def _shelf(told: UploadInfo | None) -> Shelf | None:
    if told is None:
        return None
    return Shelf(upload_url=told.upload_url, content_url=told.content_url, id=told.unique_id, kind=told.file_type)


def _speaker(account: Account) -> Speaker:
    return Speaker(teams_id=account.id, name=account.name or "", aad_id=account.aad_object_id)
