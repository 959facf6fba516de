"""Plans and themes as their rows."""

from __future__ import annotations

from collections.abc import Iterable

from pledges.plans import Plan, PlanId, Stated, Theme, ThemeId
from storage.store import Row

SAME = ("name", "kind", "version", "starts", "ends", "within", "successor")
TEXTS = ("known", "done", "to_do")


def plan_of(row: Row, stated: Iterable[Stated] = (), prefix: str = "") -> Plan:
    """A plan; `prefix` stands before the names of its columns."""
    same = {name: row[prefix + name] for name in SAME}
    return Plan(id=PlanId(row[prefix + "id"]), stated=tuple(stated), **same)


def theme_of(row: Row) -> Theme:
    """A theme of a plan."""
    same = {name: row[name] for name in ("number", "name", *TEXTS)}
    return Theme(id=ThemeId(row["id"]), plan=PlanId(row["plan_id"]), **same)


def stated_of(row: Row) -> Stated:
    """What was noted about a stage."""
    return Stated(stage=row["stage"], words=row["words"], on=row["on_day"], meeting=row["meeting_id"], by=row["by_id"])
