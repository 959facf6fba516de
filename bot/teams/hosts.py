"""Which hosts may be spoken to, and so be shown our token."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL

_ONEDRIVE = (".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us")


class Hosts:
    """The allowed hosts by name, without ports. Plain http is taken only for a loopback host that is listed."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)

    def allows(self, url: str) -> bool:
        """Say whether a service URL may be called. Read with yarl, as aiohttp will: two readers could disagree."""
        try:
            parts = URL(url)
            host = parts.host or ""
        except ValueError:
            return False
        plain = not (parts.user or parts.password or parts.query_string or parts.fragment)
        return plain and host in self._allowed and (parts.scheme == "https" or _is_local(parts.scheme, host))


def is_onedrive(url: str) -> bool:
    """Say whether a file may be uploaded there: a place in Microsoft's clouds where people keep theirs, over https."""
    try:
        parts = URL(url)
    except ValueError:
        return False
    return parts.scheme == "https" and not parts.user and (parts.host or "").endswith(_ONEDRIVE)


def _is_local(scheme: str, host: str) -> bool:
    if scheme != "http":
        return False
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
