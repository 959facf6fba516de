"""Settings, read once from the environment at start-up. Whatever is wrong with them is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from bot import reading
from bot.amiss import amiss
from pledges.calendar import WorkingDays
from pledges.errors import OperatorError
from pledges.policy import Policy

PREFIX = reading.PREFIX
MICROSOFT = ",".join(
    (
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A variable of the environment: what stands for it when it is not set, what it is for, and how it is read."""

    name: str
    default: str = ""
    help: str
    read: reading.Read = reading.words

    @property
    def field(self) -> str:
        return self.name.removeprefix(PREFIX).lower()


SETTINGS = (
    Setting(
        name=f"{PREFIX}DATABASE_URL",
        default="sqlite+aiosqlite:///pledgekeeper.db",
        help="Where the register is kept: sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:SECRET@HOST/NAME.",
        read=reading.database_url,
    ),
    Setting(
        name=f"{PREFIX}HOST",
        default="127.0.0.1",
        help="The address to listen on. Without an app id only a loopback address is taken.",
    ),
    Setting(name=f"{PREFIX}PORT", default="3978", help="The port to listen on.", read=reading.port),
    Setting(
        name=f"{PREFIX}APP_ID",
        help="The bot's app id in Entra ID. Without one nobody's token is checked: for development only.",
    ),
    Setting(name=f"{PREFIX}APP_PASSWORD", help="The bot's client secret; a managed identity needs none."),
    Setting(
        name=f"{PREFIX}APP_TYPE",
        default="SingleTenant",
        help="How the bot proves who it is: SingleTenant (a secret) or UserAssignedMSI (a managed identity).",
        read=reading.one_of("SingleTenant", "UserAssignedMSI"),
    ),
    Setting(
        name=f"{PREFIX}TENANT_ID",
        help="The council's tenant id, a GUID. People of any other tenant are refused.",
        read=reading.tenant,
    ),
    Setting(
        name=f"{PREFIX}ADMINS",
        help="Who may do everything: Entra object ids or user principal names, separated by commas.",
        read=reading.lowered,
    ),
    Setting(
        name=f"{PREFIX}CONTACT",
        default="the corporate parenting officer",
        help="Who runs this bot, as the welcome names them: a person, and how to reach them.",
    ),
    Setting(
        name=f"{PREFIX}TIMEZONE",
        default="Europe/London",
        help="The zone that days and hours are counted in.",
        read=reading.zone,
    ),
    Setting(
        name=f"{PREFIX}ENVIRONMENT",
        default="development",
        help="development or production. Production starts only when every name it needs is set.",
        read=reading.one_of("development", "production"),
    ),
    Setting(
        name=f"{PREFIX}SERVICE_URL_HOSTS",
        default=MICROSOFT,
        help="Hosts the bot may answer to, separated by commas. Development adds this machine to the default list; "
        "a list that is given holds everywhere, and plain http only for this machine when it is on it.",
        read=reading.hosts,
    ),
    Setting(
        name=f"{PREFIX}OPENID_METADATA_URL",
        default="https://login.botframework.com/v1/.well-known/openidconfiguration",
        help="Where Microsoft publishes the keys it signs with; government clouds have their own.",
        read=reading.secure_url,
    ),
    Setting(
        name=f"{PREFIX}LOGIN_URL",
        default="https://login.microsoftonline.com",
        help="Where the bot fetches its token; the tenant and /oauth2/v2.0/token are appended.",
        read=reading.secure_url,
    ),
    Setting(
        name=f"{PREFIX}TEAMS_APP_ID",
        help="The app's id in the council's Teams catalogue: with it, the app is installed for owners without it.",
    ),
    Setting(
        name=f"{PREFIX}GRAPH_URL",
        default="https://graph.microsoft.com",
        help="Where Microsoft Graph is, which installs it; government clouds have their own.",
        read=reading.secure_url,
    ),
    Setting(
        name=f"{PREFIX}CONNECTOR_RATE",
        default="25",
        help="Requests a second to Teams, of all copies on one database; Teams allows 50 for each bot and tenant.",
        read=reading.rate,
    ),
    Setting(
        name=f"{PREFIX}NUDGE_LADDER",
        default="10,2,0",
        help="When owners are asked: so many working days before the deadline, separated by commas.",
        read=reading.ladder,
    ),
    Setting(
        name=f"{PREFIX}NUDGE_AT",
        default="09:30",
        help="From when on a working day owners are asked; never after 17:00.",
        read=reading.office_hour,
    ),
    Setting(
        name=f"{PREFIX}REVIEW_WEEKS",
        default="6",
        help="After how many weeks what has no end (“ongoing”) is asked about again.",
        read=reading.weeks,
    ),
    Setting(
        name=f"{PREFIX}RECURS_WEEKS",
        default="13",
        help="The same for what comes again in no rhythm of its own (“as required”).",
        read=reading.weeks,
    ),
    Setting(
        name=f"{PREFIX}DIGEST_AT",
        default="Monday 11:00",
        help="When channels get the week's digest: a weekday and a time before 17:00.",
        read=reading.weekly,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment said. `admins` are in lower case; `digest_at` is a weekday, Monday being 0, and a time.

    `identity_endpoint` and `identity_header` are Azure's own variables, which App Service sets for a managed identity.
    """

    database_url: str = field(repr=False)
    host: str
    port: int
    app_id: str
    app_password: str = field(repr=False)
    app_type: str
    tenant_id: str
    admins: frozenset[str]
    contact: str
    timezone: ZoneInfo
    environment: str
    service_url_hosts: frozenset[str]
    openid_metadata_url: str
    login_url: str
    teams_app_id: str
    graph_url: str
    connector_rate: float
    nudge_ladder: tuple[int, ...]
    nudge_at: time
    review_weeks: timedelta
    recurs_weeks: timedelta
    digest_at: tuple[int, time]
    identity_endpoint: str = ""
    identity_header: str = field(default="", repr=False)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """Read them all. An empty variable counts as not set. Raise one OperatorError that names all that is wrong."""
        found, problems = _values(environ)
        problems += amiss(environ, found)
        if problems:
            raise OperatorError(f"Pledgekeeper cannot start: {'; '.join(problems)}.")
        if found["environment"] == "development" and not environ.get(f"{PREFIX}SERVICE_URL_HOSTS", "").strip():
            found["service_url_hosts"] |= reading.LOOPBACK
        found |= {name: environ.get(name.upper(), "") for name in ("identity_endpoint", "identity_header")}
        return cls(**found)

    @property
    def production(self) -> bool:
        return self.environment == "production"

    def policy(self, holidays: Mapping[date, str]) -> Policy:
        """The rhythm that holds until admins set another; `holidays` are the bank holidays with their names."""
        weekday, at = self.digest_at
        return Policy(
            ladder=self.nudge_ladder,
            nudge_at=self.nudge_at,
            review_every=self.review_weeks,
            recurs_every=self.recurs_weeks,
            digest_weekday=weekday,
            digest_at=at,
            zone=self.timezone,
            days=WorkingDays(frozenset(holidays), holidays),
        )


def unknown(environ: Mapping[str, str]) -> list[str]:
    """A sentence for each variable that looks like a setting and is none."""
    names = [s.name for s in SETTINGS]
    strangers = sorted(name for name in environ if name.startswith(PREFIX) and name not in names)
    return [f"{name} is not a setting, so it was not read.{_meant(name, names)}" for name in strangers]


def _meant(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.8)
    return f" Did you mean {near[0]}?" if near else ""


def _values(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Each setting's value by its field; what cannot be read stands at its default, and is a problem."""
    found, problems = dict[str, Any](), list[str]()
    for setting in SETTINGS:
        try:
            found[setting.field] = setting.read(environ.get(setting.name, "").strip() or setting.default)
        except ValueError as error:
            found[setting.field] = setting.read(setting.default)
            problems.append(f"{setting.name} {error}")
    return found, problems
