"""Which hosts may be spoken to, and so be shown our token."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL


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


def _is_local(scheme: str, host: str) -> bool:
    if scheme != "http":
        return False
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
