"""What is wrong with settings that can each be read: what is missing, and what does not go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.reading import LOOPBACK, PREFIX
from pledges.calendar import listed


def amiss(environ: Mapping[str, str], found: Mapping[str, Any]) -> list[str]:
    """A sentence for each thing that is missing, or does not go together."""
    missing = [name for name in _needed(found) if not environ.get(name, "").strip()]
    problems = [f"{listed(missing)} must be set {_why(found)}"] if missing else []
    if not found["app_id"] and found["host"] not in LOOPBACK:
        problems.append(
            f"{PREFIX}HOST must be 127.0.0.1 while {PREFIX}APP_ID is not set, because then anybody could speak as Teams"
        )
    if found["app_password"] and not found["app_id"] and found["environment"] == "development":
        problems.append(f"{PREFIX}APP_PASSWORD is set without {PREFIX}APP_ID, so nobody would be checked")
    return problems


def _needed(found: Mapping[str, Any]) -> Iterator[str]:
    production = found["environment"] == "production"
    if production:
        yield f"{PREFIX}APP_ID"
    if (production or found["app_id"]) and found["app_type"] == "SingleTenant":
        yield f"{PREFIX}APP_PASSWORD"
    if production or found["app_id"]:
        yield f"{PREFIX}TENANT_ID"
    if production:
        yield f"{PREFIX}ADMINS"


def _why(found: Mapping[str, Any]) -> str:
    return "in production" if found["environment"] == "production" else f"with {PREFIX}APP_ID"
