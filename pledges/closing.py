"""What shows that a pledge was kept: evidence that it was done, and what changed for children."""

from __future__ import annotations

from dataclasses import replace

from pledges.errors import NotUnderstood, NotYours
from pledges.people import Standing
from pledges.pledge import Pledge, Status, may_update

NEVER_DONE = (Status.WITHDRAWN, Status.CARRIED_OVER)


def show_for(pledge: Pledge, standing: Standing, *, evidence: str = "", impact: str = "") -> Pledge:
    """The pledge with what is shown for it, before it is closed or after; what is left empty stays as it was."""
    if not may_update(standing, pledge):
        raise NotYours(pledge.ref, pledge.lead.title)
    if pledge.status in NEVER_DONE:
        raise NotUnderstood(f"{pledge.ref} is {pledge.status.value}, so nothing is to be shown for it.")
    if not evidence and not impact:
        raise NotUnderstood("Please write what shows that it is done, or what changed for children.")
    return replace(pledge, evidence=evidence or pledge.evidence, impact=impact or pledge.impact)
