"""The round before papers is that of a pledge's own committee, where it meets."""

from __future__ import annotations

from dataclasses import replace

from tests.journeys.town import ADMIN, PANEL, Town

ADELE = "Adele Vance"
POST = "Assistant Director, Safeguarding"


async def test_a_pledge_of_another_committee_is_asked_about_before_that_ones_papers(staffed: Town) -> None:
    source = replace(PANEL, committee="Children's Scrutiny Committee")
    ref = await staffed.promises("Report on placements", POST, None, sources=(source,))
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel 25 November 2026")
    await staffed.says(ADMIN, "meeting add Children's Scrutiny Committee 13 January 2027")
    seen = staffed.sees(ADELE, await staffed.says(ADELE, f"why {ref}"))
    assert "Next question: Tuesday 22 December 2026 (before papers are due)." in seen
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-12-22 09:30")
    assert "Report on placements" in staffed.sees(ADELE)
    assert len(staffed.chat(ADELE)) > before
