"""Settings are read once, and all that is wrong with them is said at once. Also the time and the bank holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import holidays
from bot.clock import moment_of, starting_at, utc_now
from bot.opening import clock_at
from bot.settings import PREFIX, SETTINGS, Settings, unknown
from pledges.errors import OperatorError

LONDON = ZoneInfo("Europe/London")
PRODUCTION = {
    "ENVIRONMENT": "production",
    "APP_ID": "an-app",
    "APP_PASSWORD": "a-very-secret-word",
    "TENANT_ID": "a-tenant",
    "ADMINS": "Clerk@Council.example, 00000000-0000-4000-8000-00000000000A",
    "HOST": "0.0.0.0",
}


def read(**given: str) -> Settings:
    return Settings.read({PREFIX + name: value for name, value in given.items()})


def refused(**given: str) -> str:
    with pytest.raises(OperatorError) as refusal:
        read(**given)
    return str(refusal.value)


def test_nothing_need_be_set_to_try_it_on_this_machine() -> None:
    settings = read()
    assert (settings.host, settings.port, settings.production) == ("127.0.0.1", 3978, False)
    assert settings.database_url == "sqlite+aiosqlite:///pledgekeeper.db"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read(PORT="", TIMEZONE="  ") == read()


def test_production_says_every_missing_name_at_once() -> None:
    said = refused(ENVIRONMENT="production")
    for name in ("APP_ID", "APP_PASSWORD", "TENANT_ID", "ADMINS"):
        assert PREFIX + name in said


def test_production_starts_with_what_it_needs() -> None:
    settings = read(**PRODUCTION)
    assert settings.production
    assert settings.admins == {"clerk@council.example", "00000000-0000-4000-8000-00000000000a"}


def test_a_managed_identity_needs_no_secret() -> None:
    azure = {"IDENTITY_ENDPOINT": "http://127.0.0.1:41/msi", "IDENTITY_HEADER": "a-header"}
    given = {**PRODUCTION, "APP_PASSWORD": "", "APP_TYPE": "UserAssignedMSI"}
    settings = Settings.read({PREFIX + name: value for name, value in given.items()} | azure)
    assert (settings.identity_endpoint, settings.identity_header) == ("http://127.0.0.1:41/msi", "a-header")


def test_an_app_id_alone_does_not_start_even_in_development() -> None:
    said = refused(APP_ID="an-app")
    assert f"{PREFIX}APP_PASSWORD and {PREFIX}TENANT_ID" in said


def test_a_secret_without_an_app_id_is_not_taken_for_protection() -> None:
    assert f"{PREFIX}APP_PASSWORD is set without {PREFIX}APP_ID" in refused(APP_PASSWORD="a-secret")


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "bot.council.example"])
def test_without_an_app_id_it_listens_on_this_machine_only(host: str) -> None:
    assert f"{PREFIX}HOST must be 127.0.0.1" in refused(HOST=host)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_this_machine_has_three_names(host: str) -> None:
    assert read(HOST=host).host == host


def test_microsofts_hosts_are_allowed_by_default_and_this_machine_in_development_besides() -> None:
    microsofts = read(**PRODUCTION).service_url_hosts
    assert microsofts == {
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    }
    assert read().service_url_hosts == microsofts | {"localhost", "127.0.0.1", "::1"}


@pytest.mark.parametrize("where", [{}, PRODUCTION])
def test_a_list_of_hosts_that_is_given_wins_everywhere(where: dict[str, str]) -> None:
    assert read(**where, SERVICE_URL_HOSTS="Teams.Example, 127.0.0.1").service_url_hosts == {
        "teams.example",
        "127.0.0.1",
    }


def test_every_problem_is_said_at_once() -> None:
    said = refused(PORT="many", TIMEZONE="Mars/Olympus", LOGIN_URL="http://login.example", ENVIRONMENT="production")
    for name in ("PORT", "TIMEZONE", "LOGIN_URL", "APP_ID"):
        assert PREFIX + name in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/it"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("APP_TYPE", "MultiTenant"),
        ("TENANT_ID", "council.onmicrosoft.example"),
        ("ENVIRONMENT", "staging"),
        ("SERVICE_URL_HOSTS", "https://smba.trafficmanager.net/teams"),
        ("SERVICE_URL_HOSTS", "smba.trafficmanager.net:443"),
        ("OPENID_METADATA_URL", "ftp://login.example"),
        ("LOGIN_URL", "http://login.example"),
        ("LOGIN_URL", "https://[login"),
        ("CONNECTOR_RATE", "0"),
        ("CONNECTOR_RATE", "fast"),
        ("CONNECTOR_RATE", "nan"),
        ("NUDGE_LADDER", "10,2,2"),
        ("NUDGE_LADDER", "soon"),
        ("NUDGE_LADDER", ","),
        ("NUDGE_AT", "half past nine"),
        ("NUDGE_AT", "18:00"),
        ("DIGEST_AT", "Sunday 11:00"),
        ("DIGEST_AT", "11:00"),
        ("TIMEZONE", "../../etc/passwd"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    assert f"{PREFIX}{name} must" in refused(**{name: value})


@pytest.mark.parametrize("name", ["OPENID_METADATA_URL", "LOGIN_URL"])
def test_plain_http_is_taken_for_this_machine_alone(name: str) -> None:
    url = "http://127.0.0.1:8080/login"
    assert getattr(read(**{name: url}), name.lower()) == url


def test_a_secret_is_shown_nowhere() -> None:
    settings = read(**PRODUCTION, DATABASE_URL="postgresql+asyncpg://bot:hidden@db/register")
    assert "a-very-secret-word" not in repr(settings)
    assert "hidden" not in repr(settings)
    assert "hidden" not in refused(DATABASE_URL="postgres://bot:hidden@db/register")


def test_the_rhythm_becomes_a_policy() -> None:
    settings = read(NUDGE_LADDER="1, 15,5", NUDGE_AT="08:45", DIGEST_AT="tuesday 14:00", TIMEZONE="Europe/Paris")
    policy = settings.policy({date(2026, 12, 25): "Christmas Day"})
    assert policy.ladder == (15, 5, 1)
    assert (policy.nudge_at, policy.digest_weekday, policy.digest_at) == (time(8, 45), 1, time(14, 0))
    assert policy.zone == ZoneInfo("Europe/Paris")
    assert not policy.days.is_one(date(2026, 12, 25))


def test_every_setting_says_what_it_is_for_and_its_default_can_be_read() -> None:
    for setting in SETTINGS:
        assert setting.name.startswith(PREFIX)
        assert setting.help.endswith(".")
        setting.read(setting.default)


def test_a_mistyped_name_is_noticed() -> None:
    strangers = {"PLEDGEKEEPER_ADMIN": "x", "PLEDGEKEEPER_ZZZ": "x", "PLEDGEKEEPER_PORT": "1", "HOME": "/root"}
    assert unknown(strangers) == [
        "PLEDGEKEEPER_ADMIN is not a setting, so it was not read. Did you mean PLEDGEKEEPER_ADMINS?",
        "PLEDGEKEEPER_ZZZ is not a setting, so it was not read.",
    ]


def test_england_has_its_own_bank_holidays_and_the_proclaimed_ones() -> None:
    days = holidays.around(2023)
    assert {date(2023, 5, 8), date(2022, 9, 19), date(2023, 4, 10), date(2024, 12, 26)} <= set(days)
    assert days[date(2023, 4, 10)] == "Easter Monday"
    assert date(2024, 1, 2) not in days  # Scotland's
    assert {day.year for day in days} == set(range(2018, 2034))


def test_a_time_without_an_offset_is_wall_clock_time() -> None:
    assert moment_of("2026-07-01 09:30", LONDON) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert moment_of("2026-07-01T09:30:00+02:00", LONDON) == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)


def test_what_is_no_time_is_said() -> None:
    with pytest.raises(OperatorError, match="“tomorrow” is not a time"):
        moment_of("tomorrow", LONDON)


def test_a_clock_can_start_at_another_time_and_runs_on() -> None:
    clock = starting_at(datetime(2023, 11, 27, 9, 29, tzinfo=UTC))
    first, second = clock(), clock()
    assert datetime(2023, 11, 27, 9, 29, tzinfo=UTC) <= first <= second < datetime(2023, 11, 27, 9, 30, tzinfo=UTC)


def test_time_travel_is_refused_in_production() -> None:
    with pytest.raises(OperatorError, match="refused in production"):
        clock_at(read(**PRODUCTION), "2026-12-01T09:29")
    assert clock_at(read(**PRODUCTION), "") is utc_now
    assert clock_at(read(), "2023-11-27T09:29")().year == 2023
