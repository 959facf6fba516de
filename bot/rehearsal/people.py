"""The invented council of the demo: the six people that Microsoft's Playground brings, and where they meet the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TENANT = "11111111-1111-4111-8111-111111111111"
BOT = "28:22222222-2222-4222-8222-222222222222"
TEAM = "Corporate Parenting"
GENERAL = "19:general@thread.tacv2"
CHANNEL, CHANNEL_NAME = "19:childrens@thread.tacv2", "Children's Services"
CONTACT = "Rowan Pettifer, corporate parenting officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody invented, under the names that Teams knows people by."""

    name: str
    number: int

    @property
    def first(self) -> str:
        return self.name.partition(" ")[0].lower()

    @property
    def upn(self) -> str:
        return f"{self.first}@example.com"

    @property
    def teams_id(self) -> str:
        return f"29:1{self.first}"

    @property
    def aad_id(self) -> str:
        return f"00000000-0000-4000-8000-{self.number:012}"


YOU = Colleague(name="Alex Wilber", number=20)
OTHERS = (
    Colleague(name="Megan Bowen", number=21),
    Colleague(name="Adele Vance", number=22),
    Colleague(name="Isaiah Langer", number=23),
    Colleague(name="Patti Fernandez", number=24),
    Colleague(name="Lynne Robbins", number=25),
)


def playground_config() -> dict[str, Any]:
    """What the Playground is to play, in the form it reads: one acting user, five others, a team with two channels."""
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": "Pledgekeeper"},
        "currentUser": _user(YOU),
        "users": [_user(other) for other in OTHERS],
        "personalChat": {"id": "a:1personal-alex"},
        "groupChat": {"id": "19:group@thread.v2", "name": "Group chat"},
        "team": {
            "id": GENERAL,
            "name": TEAM,
            "aadGroupId": "33333333-3333-4333-8333-333333333333",
            "channels": [{"id": CHANNEL, "name": CHANNEL_NAME}],
        },
    }


def _user(who: Colleague) -> dict[str, str]:
    given, _, surname = who.name.partition(" ")
    return {
        "id": who.teams_id,
        "name": who.name,
        "userPrincipleName": who.upn,  # so spelt in the Playground's schema
        "aadObjectId": who.aad_id,
        "givenName": given,
        "surname": surname,
        "email": who.upn,
    }
