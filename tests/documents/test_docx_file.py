"""Word documents: what is printed in them, in its order, with its numbers."""

import docx
import pytest

from documents.docx_file import text
from documents.paper_lines import MOST_PAGES
from pledges.errors import PaperHostile, PaperTooLong
from tests.documents.paper_files import p, packed, r, replaced, saved, tbl, tc, unchanged, word


def told(content: bytes) -> list[str]:
    """The paragraphs of a document."""
    return text(content, "minutes.docx", lambda *_: None).split("\n\n")


def levels(*forms: tuple[str, str], more: str = "") -> str:
    """A list whose levels have these formats and texts, as list 1."""
    return of_levels(*(lvl(at, form, printed, more) for at, (form, printed) in enumerate(forms)))


def lvl(at: int, form: str, printed: str, more: str = "", start: int = 1) -> str:
    form = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{at}">{form}{more}<w:lvlText w:val="{printed}"/></w:lvl>'


def of_levels(*given: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(given)}</w:abstractNum>{nums}'


LIMBS = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)"))


def test_limbs_have_the_labels_that_word_prints() -> None:
    places = [("That A", 0), ("first", 1), ("deep", 2), ("deeper", 2), ("second", 1), ("That B", 0), ("anew", 1)]
    content = word(*(p(words, list_=1, level=level) for words, level in places), numbering=LIMBS)
    assert told(content) == [
        "1. That A", "a) first", "(i) deep", "(ii) deeper", "b) second", "2. That B", "a) anew",
    ]  # fmt: skip


def test_a_label_can_hold_the_numbers_of_the_levels_above() -> None:
    numbering = levels(("decimal", "%1"), ("decimal", "%1.%2"), ("upperLetter", "%1.%2.%3"))
    content = word(*(p("x", list_=1, level=level) for level in (0, 1, 1, 2)), numbering=numbering)
    assert told(content) == ["1 x", "1.1 x", "1.2 x", "1.2.A x"]


def test_a_level_that_nobody_wrote_counts_as_begun() -> None:
    content = word(p("x", list_=1, level=1), numbering=levels(("decimal", "%1."), ("decimal", "%1.%2")))
    assert told(content) == ["1.1 x"]


def test_roman_numbers_in_a_legal_list_are_printed_as_digits() -> None:
    numbering = of_levels(lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert told(word(p("x", list_=1), p("y", list_=1, level=1), numbering=numbering)) == ["I. x", "1.1 y"]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("lowerLetter", ["z", "aa"]),
        ("upperRoman", ["XXVI", "XXVII"]),
        ("decimalZero", ["26", "27"]),
        ("ordinal", ["26th", "27th"]),
        ("none", ["", ""]),
        ("chicago", ["26", "27"]),
    ],
)
def test_numbers_are_printed_in_words_formats(form: str, labels: list[str]) -> None:
    content = word(p("x", list_=1), p("x", list_=1), numbering=of_levels(lvl(0, form, "%1", start=26)))
    assert told(content) == [f"{label} x".strip() for label in labels]


def test_bullets_are_dashes() -> None:
    assert told(word(p("one", list_=1), numbering=levels(("bullet", "\uf0b7")))) == ["- one"]


def test_a_list_goes_on_under_another_number_unless_it_is_told_to_begin_anew() -> None:
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        )
    )
    numbering = of_levels(lvl(0, "decimal", "%1."), nums=nums)
    content = word(*(p("x", list_=number) for number in (1, 1, 2, 3, 3)), numbering=numbering)
    assert told(content) == ["1. x", "2. x", "3. x", "7. x", "8. x"]


def test_a_level_that_never_restarts_counts_through() -> None:
    numbering = of_levels(lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'))
    content = word(*(p("x", list_=1, level=level) for level in (0, 1, 0, 1)), numbering=numbering)
    assert told(content) == ["1. x", "a) x", "2. x", "b) x"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    document = docx.Document()
    based = document.styles.add_style("Resolution", 1)
    based.base_style = document.styles["List Number"]
    for style in ("List Number", "Resolution", "Normal"):
        document.add_paragraph("x", style=style)
    assert told(saved(document)) == ["1. x", "2. x", "x"]


def test_a_paragraph_can_be_taken_out_of_the_list_of_its_style() -> None:
    document = docx.Document()
    document.add_paragraph("x", style="List Number")
    out = (
        '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + r("y") + "</w:p>"
    )
    assert told(saved(document, out)) == ["1. x", "y"]


def test_what_was_deleted_with_changes_tracked_is_left_out_and_what_was_inserted_is_kept() -> None:
    cut = "<w:del><w:r><w:delText>cut</w:delText></w:r></w:del>"
    words = f"<w:p>{r('Officers to ')}{cut}<w:ins>{r('keep it')}</w:ins></w:p>"
    moved = f"<w:p><w:moveFrom>{r('old place')}</w:moveFrom>{r('x ')}<w:moveTo>{r('new place')}</w:moveTo></w:p>"
    assert told(word(words, moved)) == ["Officers to keep it", "x new place"]


def test_paragraphs_whose_end_was_deleted_are_one_and_are_numbered_once() -> None:
    joined = p("half ", list_=1, more="<w:rPr><w:del/></w:rPr>")
    gone = p("", list_=1, more="<w:rPr><w:del/></w:rPr>").replace("</w:p>", f"<w:del>{r('gone')}</w:del></w:p>")
    content = word(p("a", list_=1), joined, p("and half", list_=1), gone, p("c", list_=1), numbering=LIMBS)
    assert told(content) == ["1. a", "2. half and half", "3. c"]


def test_hidden_text_notes_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    field = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    link = f"<w:hyperlink>{r('the plan')}</w:hyperlink>"
    assert told(word(f"<w:p>{r('see ')}{hidden}{field}{link}</w:p>")) == ["see the plan"]


def test_breaks_tabs_and_hyphens_in_a_paragraph_are_kept() -> None:
    runs = "<w:t>Action:</w:t><w:tab/><w:t>Clerk</w:t><w:br/><w:t>Due: May</w:t><w:noBreakHyphen/><w:t>June</w:t>"
    assert told(word(f"<w:p><w:r>{runs}</w:r></w:p>")) == ["Action:\tClerk\nDue: May-June"]


def test_a_text_box_follows_the_paragraph_it_hangs_on_and_is_told_once() -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert told(word(f"<w:p>{r('beside')}<w:r>{both}</w:r></w:p>", p("after"))) == ["beside", "in the box", "after"]


def test_what_is_in_a_content_control_is_read_like_all_else() -> None:
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('in control')}</w:sdtContent></w:sdt>"
    assert told(word(p("a"), inside, p("b"))) == ["a", "in control", "b"]


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "DRAFT"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    assert told(saved(document, p("x"))) == ["x"]


def test_paragraphs_and_tables_come_in_their_order() -> None:
    table = tbl(("Action", "Owner", "Due"), ("Write to schools", "Clerk", "May"))
    assert told(word(p("before"), table, p("after"))) == [
        "before",
        "Action | Owner | Due\nWrite to schools | Clerk | May",
        "after",
    ]


def test_a_cell_that_covers_others_is_told_once_and_the_columns_stay_in_line() -> None:
    wide, top, below = (
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
    )
    table = tbl(
        (tc("Action", wide), "Owner"), (tc("1", top), "Call", "JS"), (tc(p("gone"), below), "Write", tc(p("AB")))
    )
    assert told(word(table)) == ["Action |  | Owner\n1 | Call | JS\n| | Write | AB"]


def test_a_row_that_was_deleted_with_changes_tracked_is_left_out() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('old')}{tc('JS')}</w:tr>"
    table = tbl(("Action", "Owner"), ("new", "AB")).replace("</w:tbl>", f"{deleted}</w:tbl>")
    assert told(word(table)) == ["Action | Owner\nnew | AB"]


def test_numbers_run_on_through_the_cells_of_a_table() -> None:
    table = tbl((p("x", list_=1), "JS"), (p("y", list_=1), "AB"))
    assert told(word(table, p("z", list_=1), numbering=LIMBS)) == ["1. x | JS\n2. y | AB", "3. z"]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    assert told(word(tbl((tbl(("a", "b")) + p("c"), "d")))) == ["a | b c | d"]


def test_a_table_that_lays_out_the_page_is_told_as_paragraphs() -> None:
    minute = p("RESOLVED") + p("That the plan be written.") + p("That it be sent.")
    table = tbl(("Item", "Discussion", "Action by"), ("4.", minute, "Clerk"), ("5.", "None.", ""))
    begun = ["Item | Discussion | Action by", "4. RESOLVED", "That the plan be written.", "That it be sent."]
    assert told(word(table)) == [*begun, "Action by: Clerk", "5. None."]


def test_a_frame_around_paragraphs_is_no_table() -> None:
    assert told(word(tbl((p("one") + p("two"),), ("three",)))) == ["one", "two", "three"]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = packed(word(p("x")), unchanged, **{"word/media/zeros.bin": b"\0" * (11 << 20)})
    with pytest.raises(PaperHostile, match="unpacks to far more"):
        told(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_not_opened(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode(encoding)
    with pytest.raises(PaperHostile, match="declares entities"):
        told(packed(word(p("x")), replaced({"word/document.xml": xml})))


def test_names_of_parts_that_lead_elsewhere_lead_nowhere() -> None:
    assert told(packed(word(p("x")), unchanged, **{"../../etc/cron.d/x": b"x", "/tmp/x": b"x"})) == ["x"]


def test_a_document_that_says_it_is_too_long_is_not_read() -> None:
    properties = f"<Properties><Pages>{MOST_PAGES + 1}</Pages></Properties>".encode()
    with pytest.raises(PaperTooLong, match="about 501 pages"):
        told(packed(word(p("x")), replaced({"docProps/app.xml": properties})))


def test_progress_is_told_about_once_a_page() -> None:
    heard = list[tuple[int, int]]()
    content = word(*(p("word " * 100) for _ in range(20)))
    text(content, "x.docx", lambda page, pages: heard.append((page, pages)))
    assert [page for page, _ in heard] == [1, 2, 3, 4]
    assert heard[-1] == (4, 4)
