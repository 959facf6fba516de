"""Web pages with minutes on them."""

import pytest

from documents import html_file
from pledges.errors import PaperHostile


def told(page: str) -> list[str]:
    return html_file.text(page.encode(), "page.html", lambda *_: None).split("\n\n")


@pytest.mark.parametrize(
    "page",
    ["<p>One\n  line</p><div>two</div>", "<p>One line<p>two", "One <b>line</b><br><br>two", "<h2>One line</h2>two"],
)
def test_a_paragraph_is_one_line_however_it_is_marked(page: str) -> None:
    assert told(page) == ["One line", "two"]


def test_what_a_page_has_for_programs_and_for_finding_the_way_is_left_out() -> None:
    around = "<title>t</title><script>if (a<b) x()</script><style>p{}</style><nav><nav>n</nav>n</nav>"
    form = "<form><label>l</label><select><option>o</select><textarea>t</textarea><button>b</button><p>text</form>"
    assert told(f"{around}<p>words</p>{form}<footer>f</footer><aside>a</aside>") == ["words", "text"]


@pytest.mark.parametrize("main", ["<main>", "<div id=modgov>", "<div class='mgContent x'>", "<div role=main>"])
def test_of_a_page_that_names_its_main_part_only_that_is_told(main: str) -> None:
    body = f"<p>{'The panel met. ' * 20}</p><table><tr><td>a<td>b</table>"
    page = f"<div>Home<div>{main}<div>{body}</div></{main[1:5].strip('>')}></div>Contact</div>"
    assert told(page) == [("The panel met. " * 20).strip(), "a | b"]


def test_a_main_part_with_nothing_in_it_is_not_believed() -> None:
    assert told("<main></main><p>words</p>") == ["words"]


def test_lists_have_bullets_and_numbers_as_they_are_shown() -> None:
    page = "<ul><li>one<li><p>two</p><ol type=a start=3><li>three</li><li>four</ol></ul><ol><li value=7>x<li>y</ol><p>z"
    assert told(page) == ["- one", "- two", "c. three", "d. four", "7. x", "8. y", "z"]


def test_an_item_with_several_paragraphs_has_one_number() -> None:
    assert told("<ol><li><p>That it be done</p><p>and soon.</p><li>x</ol>") == [
        "1. That it be done",
        "and soon.",
        "2. x",
    ]


def test_a_table_is_a_line_for_each_row() -> None:
    page = "<table><thead><tr><th>Action</th><th>Owner</th></tr><tbody><tr><td><p>Write</p><td>JS</table>"
    assert told(page) == ["Action | Owner\nWrite | JS"]


def test_a_cell_that_covers_others_keeps_the_columns_in_line() -> None:
    page = (
        "<table><tr><td colspan=2>a<td rowspan=2>b<tr><td>c<td>d<tr><td rowspan=2>e<td>f<td>g<tr><td>h<td>i</table>"
        "<table><tr><td colspan=99999999999>a<td rowspan=-1>b</table>"
    )
    assert told(page)[0] == "a |  | b\nc | d\ne | f | g\n| | h | i"


def test_the_table_of_an_agenda_is_told_as_its_paragraphs() -> None:
    minutes = "<p>Minutes:</p><div><p>RESOLVED –</p><p>(a)&nbsp;&nbsp; That the plan be <i>noted</i>.</p></div>"
    row = "<tr><td><p>12.</p></td><td><p>The plan</p>{}</td></tr>"
    assert told(f"<table>{row.format(minutes)}{row.format('')}</table>") == [
        "12. The plan", "Minutes:", "RESOLVED –", "(a) That the plan be noted.", "12. The plan",
    ]  # fmt: skip


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    assert told("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>") == ["a b | c | d"]


def test_what_word_marks_as_its_own_is_no_text() -> None:
    comment = "<!--[if gte mso 9]><xml>x</xml><![endif]-->"
    page = f"{comment}<p><![if !supportLists]>·&nbsp;&nbsp;&nbsp;<![endif]>one<o:p></o:p></p>"
    assert told(page) == ["- one"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_read_in_any_usual_encoding(encoding: str) -> None:
    content = "<p>Café – “open”</p>".encode(encoding)
    assert html_file.text(content, "x.html", lambda *_: None) == "Café – “open”"


@pytest.mark.parametrize("tag", ["div", "ul", "table"])
def test_a_page_that_nests_without_end_is_not_read(tag: str) -> None:
    with pytest.raises(PaperHostile, match="nests its parts"):
        told(f"<{tag}>" * 10_000)


def test_lines_that_are_laid_out_beforehand_are_kept() -> None:
    assert told("<p>a\nb</p><pre>RESOLVED\n\n1. That\n   it be</pre>c\nd") == [
        "a b",
        "RESOLVED",
        "1. That\nit be",
        "c d",
    ]


def test_tags_that_are_never_closed_or_never_opened_do_no_harm() -> None:
    assert told("</td></table></ul></div>x<td>y<tr>z<li>a<b><i>" + "<p>" * 10_000) == ["x", "y", "z", "- a"]
