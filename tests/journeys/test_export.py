"""The register as a sheet, into an admin's OneDrive."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town


async def test_an_admin_gets_the_register_as_a_sheet_once(staffed: Town) -> None:
    offer = await staffed.says(ADMIN, "export")
    assert "1 pledge" in offer.activity["attachments"][0]["content"]["description"]
    for _ in range(2):  # Teams may tell twice
        await staffed.teams.answers_offer(staffed.people[ADMIN], offer)
    (name,) = staffed.teams.onedrive.files
    assert name == "pledges-2026-11-02.csv"
    sheet = staffed.teams.onedrive.files[name].decode("utf-8-sig")
    assert sheet.startswith("Reference,Title,Kind,")
    assert "Build a training programme" in sheet
    shown = [m for m in staffed.chat(ADMIN) if "file.info" in str(m.activity)]
    assert len(shown) == 1


async def test_a_declined_export_makes_nothing(staffed: Town) -> None:
    offer = await staffed.says(ADMIN, "export")
    await staffed.teams.answers_offer(staffed.people[ADMIN], offer, accepts=False)
    assert staffed.teams.onedrive.files == {}
    assert "no file was made" in staffed.sees(ADMIN)


async def test_only_an_admin_may_have_it(staffed: Town) -> None:
    assert "Only an admin can" in (await staffed.says("Adele Vance", "export")).text
