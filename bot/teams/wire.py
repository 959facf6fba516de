"""An activity as Teams writes it: the parts that are used, checked once at the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel


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
    channel: Named = Named()
    team: Named = Named()
    tenant: Named = Named()


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


def _mentions(entities: Any) -> Any:
    """Keep the mentions: clients add entities of many other shapes, some without notice."""
    return [e for e in entities or () if isinstance(e, Mapping) and e.get("type") == "mention"]


def _given(part: Any) -> Any:
    """Read null as if the part were not there."""
    return {} if part is None else part


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
    channel_data: Annotated[ChannelData, BeforeValidator(_given)] = ChannelData()

    @model_validator(mode="after")
    def _somebody_speaks(self) -> Activity:
        if self.type in ("message", "invoke") and (self.sender is None or not self.sender.id):
            raise ValueError("a message names who sent it")
        return self


def read(body: bytes) -> Activity:
    """Read a request's body. A NUL is read as a space: PostgreSQL has no way to keep one."""
    return Activity.model_validate_json(body.replace(b"\\u0000", b"\\u0020"))
