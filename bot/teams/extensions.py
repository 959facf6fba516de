"""The message extension: what its invokes say, and how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from bot.teams.wire import Activity, Extension, Payload
from dialogs.turn import Dialog, Found, Happened, Hit, Inbound, Picked, Reply, Say

INVOKES = {
    "composeExtension/fetchTask": Happened.MESSAGE_PICKED,
    "composeExtension/submitAction": Happened.DIALOG_SENT,
    "composeExtension/query": Happened.SEARCHED,
}
_INITIAL = "initialRun"  # the search that Teams makes before anything is typed
_CARD = "application/vnd.microsoft.card.adaptive"
_PREVIEW = "application/vnd.microsoft.card.thumbnail"
_APART = frozenset({"p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "blockquote", "pre"})
_UNREAD = frozenset({"script", "style"})
_NOT_DATA = ("msteams", "msTeams")


def told(event: Inbound, activity: Activity) -> Inbound:
    """The event with what the extension says. Raise ValueError where it says nothing."""
    said = Extension.model_validate(activity.value)
    typed = next((p.value for p in said.parameters if p.name != _INITIAL), "")
    return replace(
        event,
        verb=said.command_id,
        text=" ".join(typed.split()) if isinstance(typed, str) else "",
        data={name: given for name, given in said.data.items() if name not in _NOT_DATA},
        picked=_picked(said.message_payload) if said.message_payload else None,
        skip=said.query_options.skip,
        most=said.query_options.count,
    )


def extended(event: Inbound, reply: Reply) -> Mapping[str, Any]:
    """The body that answers an invoke of the extension; an empty one closes the dialog."""
    searched = event.happened is Happened.SEARCHED
    match reply:
        case Found(hits):
            found = {"type": "result", "attachmentLayout": "list", "attachments": [*map(_attachment, hits)]}
            return {"composeExtension": found}
        case Dialog(title, message):
            card = {"contentType": _CARD, "content": message.card}
            return {"task": {"type": "continue", "value": {"title": title, **_SIZE, "card": card}}}
        case Say(text) if searched:
            return {"composeExtension": {"type": "message", "text": text}}
        case Say(text):
            return {"task": {"type": "message", "value": text}}
    return {}


_SIZE = {"height": "medium", "width": "medium"}


def _attachment(hit: Hit) -> dict[str, Any]:
    preview = {"contentType": _PREVIEW, "content": {"title": hit.title, "text": hit.about}}
    return {"contentType": _CARD, "content": hit.card.card, "preview": preview}


def _picked(payload: Payload) -> Picked:
    user = payload.sender.user if payload.sender else None
    return Picked(
        words=words_of((payload.body.content if payload.body else "") or ""),
        by=(user.display_name if user else "") or "",
        at=_moment(payload.created_date_time or ""),
        link=payload.link_to_message or "",
    )


def words_of(html: str) -> str:
    """The words of a message on one line, without its marks."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.found).split())


class _Words(HTMLParser):
    """Gathers the text between the marks; what stands in blocks of its own is kept apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = list[str]()
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread += tag in _UNREAD
        self.found += [" "] if tag in _APART else []

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        self.found += [" "] if tag in _APART else []

    def handle_data(self, data: str) -> None:
        self.found += [] if self._unread else [data]


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
