"""PDFs: the text of their pages, without what is printed on each of them."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter

from documents import pdf_file
from documents.paper_lines import MOST_PAGES
from pledges.errors import PaperLocked, PaperTooLong, PaperWithoutText
from tests.documents.paper_files import bare, pdf

MINUTES = ["CORPORATE PARENTING PANEL", "", "Resolved -", "", "(1) That the plan be written by the Clerk."]


def told(content: bytes) -> str:
    return pdf_file.text(content, "minutes.pdf", lambda *_: None)


def encrypted(content: bytes, password: str, **more: Any) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(user_password=password, owner_password="owner", **more)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_lines_and_the_gaps_between_them_are_kept_and_the_margin_is_not() -> None:
    assert told(pdf(MINUTES)).split("\n") == MINUTES


def test_what_stands_side_by_side_stays_so() -> None:
    lines = told(pdf(["Action\tOwner", "Write to the schools\tClerk", "Call the trust\tJS"])).split("\n")
    assert [line.split("   ")[0] for line in lines] == ["Action", "Write to the schools", "Call the trust"]
    assert [line.split()[-1] for line in lines] == ["Owner", "Clerk", "JS"]
    assert all("    " in line for line in lines)


def test_a_line_that_was_stretched_to_the_edge_is_as_it_was_written() -> None:
    stretched = "He  was  keen   to  explore  how   this  might  be used"
    assert told(pdf([stretched, "1    Write to all    Clerk    4   May"])).split("\n") == [
        "He was keen to explore how this might be used", "1    Write to all    Clerk    4   May",
    ]  # fmt: skip


def test_a_line_that_wraps_comes_as_it_is() -> None:
    wrapped = ["The Director of Education agreed to bring a report", "on attendance to the next meeting."]
    assert told(pdf(wrapped)) == "\n".join(wrapped)


def test_what_is_printed_on_most_pages_is_told_once_at_the_head_and_never_at_the_foot() -> None:
    pages = [
        ["Borough of Elmet", f"Item {at} is about plan {'abc'[at]}.", "Noted.", "Signed.", "Ends.", f"Page {at} of 3"]
        for at in range(3)
    ]
    assert told(pdf(*pages)).count("Borough of Elmet") == 1
    assert "Page" not in told(pdf(*pages))
    assert [f"about plan {each}" in told(pdf(*pages)) for each in "abc"] == [True, True, True]


def test_furniture_of_left_and_of_right_pages_is_furniture() -> None:
    body = ["One thing was said.", "Another thing was said.", "A third thing was said.", "More was said.", "It ended."]
    pages = [[("Left head", "Right head")[at % 2], *(f"{line} {'abcdef'[at]}" for line in body)] for at in range(6)]
    assert (told(pdf(*pages)).count("Left head"), told(pdf(*pages)).count("Right head")) == (1, 0)


def test_a_short_page_loses_the_furniture_of_the_others_and_no_more() -> None:
    body = [f"{each} was said." for each in ("One", "Two", "Three", "Four")]
    pages = [["Elmet", *(f"{line} {each}" for line in body), "Page 1"] for each in "abc"]
    assert told(pdf(*pages, ["Elmet", "The Clerk.", "Page 4"])).endswith("\n\nThe Clerk.")
    assert told(pdf(["They met in May."], ["They met in May."])).count("May") == 2


def test_a_page_of_its_own_has_no_furniture() -> None:
    assert told(pdf(["Minutes of the panel", "They met.", "12"])).endswith("12")


def test_a_sentence_that_goes_on_over_the_page_is_not_broken() -> None:
    begun = "The Director of Education, with the trust and the health visitors, will"
    assert told(pdf([begun], ["report to the panel in May."], [begun.replace(" will", ".")])) == (
        f"{begun}\nreport to the panel in May.\n\n{begun.replace(' will', '.')}"
    )


@pytest.mark.parametrize("next_", ["a) that it be done", "ii. that it be done", "The Clerk", "(a) that"])
def test_what_begins_anew_on_the_next_page_does_so(next_: str) -> None:
    begun = "It was agreed by all who were there, after some discussion of the costs"
    assert told(pdf([begun], [next_])) == f"{begun}\n\n{next_}"


def test_signs_for_bullets_and_joined_letters_are_plain() -> None:
    assert told(pdf(["•  A first thing to do", "o   Another that is “done”"])).split("\n") == [
        "- A first thing to do", "- Another that is “done”",
    ]  # fmt: skip


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_anybody_may_open_is_read(algorithm: str) -> None:
    assert told(encrypted(pdf(MINUTES), "", algorithm=algorithm)).startswith("CORPORATE")


def test_a_pdf_with_a_password_says_so() -> None:
    with pytest.raises(PaperLocked, match="has a password"):
        told(encrypted(pdf(MINUTES), "secret"))


@pytest.mark.parametrize("pages", [[[]], [["Scan 1"], ["Scan 2"], ["Scan 3"]]])
def test_a_scan_says_that_it_has_no_text(pages: list[list[str]]) -> None:
    with pytest.raises(PaperWithoutText, match="may be a scan"):
        told(pdf(*pages))


def test_a_pdf_that_is_too_long_says_so_before_it_is_read() -> None:
    heard = list[int]()
    with pytest.raises(PaperTooLong, match="about 501 pages, and 500"):
        pdf_file.text(pdf(*[["x"]] * (MOST_PAGES + 1)), "long.pdf", lambda page, _: heard.append(page))
    assert heard == []


def test_each_page_is_told_about() -> None:
    heard = list[tuple[int, int]]()
    pdf_file.text(pdf(MINUTES, MINUTES), "x.pdf", lambda page, pages: heard.append((page, pages)))
    assert heard == [(1, 2), (2, 2)]


def test_text_in_a_form_of_the_page_is_read() -> None:
    form = "BT /F1 10 Tf 72 700 Td (The Clerk will write to the schools.) Tj ET"
    forms, fonts, box = "<< /XObject << /X 5 0 R >> >>", "<< /Font << /F1 6 0 R >> >>", "/{} [0 0 595 842]"
    stream = f"/Length {len(form)} >>\nstream\n{form}\nendstream"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {box.format('MediaBox')} /Resources {forms} /Contents 4 0 R >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        f"<< /Type /XObject /Subtype /Form {box.format('BBox')} /Resources {fonts} {stream}",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    assert told(bare(objects)).strip() == "The Clerk will write to the schools."
