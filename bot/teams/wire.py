"""An activity as Teams writes it: the parts that are used, checked once at the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"


def _given(part: Any) -> Any:
    """Read null as if the part were not there."""
    return {} if part is None else part


def _listed(parts: Any) -> Any:
    return () if parts is None else parts


def _empty(text: Any) -> Any:
    return "" if text is None else text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class Account(_Part):
    """A person, or a bot."""

    id: str
    name: str | None = None
    aad_object_id: str | None = None


class Conversation(_Part):
    id: Annotated[str, Field(min_length=1)]
    conversation_type: str | None = None
    is_group: bool | None = None
    tenant_id: str | None = None


class Named(_Part):
    id: str | None = None
    name: str | None = None


class ChannelData(_Part):
    event_type: str | None = None
    channel: Annotated[Named, BeforeValidator(_given)] = Named()
    team: Annotated[Named, BeforeValidator(_given)] = Named()
    tenant: Annotated[Named, BeforeValidator(_given)] = Named()


class Mention(_Part):
    text: str = ""
    mentioned: Account


class Execute(_Part):
    """What a pressed Action.Execute carries: its data merged with the inputs of the card."""

    verb: str = ""
    data: Mapping[str, Any] = {}


class Press(_Part):
    action: Execute


class UploadInfo(_Part):
    """Where an accepted file goes."""

    upload_url: str
    content_url: str
    unique_id: str
    file_type: str


class Consent(_Part):
    """What a person said to the offer of a file; `context` are the facts of the offer."""

    action: str = ""
    context: Mapping[str, str] = {}
    upload_info: UploadInfo | None = None


class Download(_Part):
    """A file that a person dropped into the chat. Where it lies is missing when Teams has not stored it yet."""

    name: str = ""
    place: str = ""


class User(_Part):
    display_name: str | None = None


class Sender(_Part):
    user: User | None = None


class Body(_Part):
    content: str | None = None


class Payload(_Part):
    """The message whose menu was used. What it says is HTML, whatever it says of that."""

    body: Body | None = None
    sender: Annotated[Sender | None, Field(alias="from")] = None
    created_date_time: str | None = None
    link_to_message: str | None = None


class Parameter(_Part):
    name: str = ""
    value: Any = None


class Span(_Part):
    skip: Annotated[int, Field(ge=0, le=100_000)] = 0
    count: Annotated[int, Field(ge=1, le=100)] = 25


class Extension(_Part):
    """What an invoke of the message extension carries."""

    command_id: Annotated[str, BeforeValidator(_empty)] = ""
    data: Annotated[Mapping[str, Any], BeforeValidator(_given)] = {}
    parameters: Annotated[tuple[Parameter, ...], BeforeValidator(_listed)] = ()
    query_options: Annotated[Span, BeforeValidator(_given)] = Span()
    message_payload: Payload | None = None


def _downloads(attachments: Any) -> Any:
    """Keep the files: what a person writes comes as attachments of other kinds too."""
    told = attachments if isinstance(attachments, list) else []
    return [_download(a) for a in told if isinstance(a, Mapping) and a.get("contentType") == DOWNLOAD]


def _download(attachment: Mapping[str, Any]) -> dict[str, str]:
    content = attachment.get("content")
    place = content.get("downloadUrl") if isinstance(content, Mapping) else None
    return {"name": str(attachment.get("name") or ""), "place": str(place or "")}


def _mentions(entities: Any) -> Any:
    """Keep the mentions: clients add entities of many other shapes, some without notice."""
    return [e for e in entities or () if isinstance(e, Mapping) and e.get("type") == "mention"]


class Activity(_Part):
    """One activity. Raises pydantic's ValidationError, which is a ValueError, for what Teams would never send."""

    type: Annotated[str, Field(min_length=1)]
    channel_id: Literal["msteams"]
    service_url: str
    recipient: Account
    conversation: Conversation
    id: str = ""
    sender: Annotated[Account | None, Field(alias="from")] = None
    name: str | None = None
    action: str | None = None
    text: str | None = None
    value: Any = None
    reply_to_id: str | None = None
    entities: Annotated[tuple[Mention, ...], BeforeValidator(_mentions)] = ()
    members_added: tuple[Account, ...] | None = None
    members_removed: tuple[Account, ...] | None = None
    attachments: Annotated[tuple[Download, ...], BeforeValidator(_downloads)] = ()
    channel_data: Annotated[ChannelData, BeforeValidator(_given)] = ChannelData()

    @model_validator(mode="after")
    def _somebody_speaks(self) -> Activity:
        if self.type in ("message", "invoke") and (self.sender is None or not self.sender.id):
            raise ValueError("a message names who sent it")
        return self


def read(body: bytes) -> Activity:
    """Read a request's body. A NUL is read as a space: PostgreSQL has no way to keep one."""
    return Activity.model_validate_json(body.replace(b"\\u0000", b"\\u0020"))
