"""Papers of every kind, and files that are none: each is read, or refused with a sentence, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import paper_process
from documents.paper_kinds import kind_of
from documents.paper_lines import tidy
from documents.papers import pasted, text_in, text_of
from documents.table import MOST_BYTES
from pledges.errors import (
    PaperBroken,
    PaperEndless,
    PaperHostile,
    PaperLocked,
    PaperMissing,
    PaperOfAnotherKind,
    PaperTooLarge,
    PaperTooLong,
    PaperWithoutText,
    Unreadable,
)
from tests.documents.paper_files import p, packed, pdf, replaced, unchanged, word

PATIENCE = 20_000  # ms: nothing takes a hundredth of it, and nothing may hang
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LINE = "The Clerk will write to the schools."
KINDS = {"docx": word(p(LINE)), "pdf": pdf([LINE]), "html": f"<html><p>{LINE}".encode(), "txt": LINE.encode()}
MACROS = {"word/vbaProject.bin": b""}


def only(**parts: bytes) -> bytes:
    """An archive of these parts."""
    return packed(KINDS["docx"], lambda *_: None, **parts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_what_is_in_it_and_not_what_its_name_says(kind: str, tmp_path: Path) -> None:
    for name in (f"minutes.{kind}", "minutes.txt", "minutes"):
        assert text_in(KINDS[kind], name) == LINE
    (tmp_path / "minutes").write_bytes(KINDS[kind])
    assert text_of(tmp_path / "minutes") == LINE


def test_pages_are_told_while_they_are_read() -> None:
    heard = list[tuple[int, int]]()
    text_in(pdf([LINE], [LINE]), "x.pdf", lambda page, pages: heard.append((page, pages)))
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert text_in("Café – “open”\r\n\r\n\r\n\r\n•\tone".encode(encoding), "x.txt") == "Café – “open”\n\n- one"


def test_pasted_text_is_laid_out_as_a_file_is() -> None:
    assert pasted("\ufeff1.\u00a0That ﬁve\u200b\x0cmeet  \n\n\n·   one\ro\ttwo\x00\ud800") == (
        "1. That five\nmeet\n\n- one\n- two"
    )


@pytest.mark.parametrize(
    ("content", "name", "error", "sentence"),
    [
        (OLE, "x.doc", PaperOfAnotherKind, "“x.doc” is an old Word document (.doc), which I don't read as minutes."),
        (OLE, "old.xls", PaperOfAnotherKind, "is a spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", PaperLocked, "“x.docx” has a password. Save"),
        (b"{\\rtf1 x}", "x.doc", PaperOfAnotherKind, "is rich text (.rtf)"),
        (b"\x89PNG\r\n", "x.png", PaperOfAnotherKind, "is a picture"),
        (b"From: x\n\ny", "x.eml", PaperOfAnotherKind, "is an email"),
        (only(**{"content.xml": b""}), "x.odt", PaperOfAnotherKind, "(.odt)"),
        (only(**{"xl/workbook.xml": b""}), "x.docx", PaperOfAnotherKind, "spreadsheet"),
        (only(a=b""), "x.docx", PaperOfAnotherKind, "an archive of files"),
        (packed(KINDS["docx"], unchanged, **MACROS), "x.docx", PaperHostile, "brings macros along"),
        (KINDS["docx"], "x.docm", PaperHostile, "brings macros along, so I did not open it. Paste"),
        (KINDS["docx"][:900], "x.docx", PaperBroken, "is damaged, or not what its name says"),
        (only(**{"word/document.xml": b"<"}), "x.docx", PaperBroken, "is damaged"),
        (b"%PDF-1.7\nrubbish", "x.pdf", PaperBroken, "is damaged"),
        (b"no pdf", "x.pdf", PaperBroken, "is damaged"),
        (b"\x81\x8d", "x.txt", PaperBroken, "is damaged"),
        (b"a\x01\x02b", "x.txt", PaperBroken, "is damaged"),
        (b"", "x.txt", PaperWithoutText, "holds no text"),
        (b"<html><body><img src=scan.png></body></html>", "x.html", PaperWithoutText, "holds no text"),
        (word(), "x.docx", PaperWithoutText, "holds no text"),
        (b"<html>" + b"word " * 1_000_001, "x.html", PaperTooLong, "about 1,666 pages"),
        (pdf([""]), "scan.pdf", PaperWithoutText, "“scan.pdf” holds no text: it may be a scan"),
        (b"x" * (MOST_BYTES + 1), "x.txt", PaperTooLarge, "“x.txt” is larger than 20 MB"),
        (b"word " * 1_000_001, "x.txt", PaperTooLong, "about 1,666 pages, and 500 are the most"),
        (b"", "../../etc/pass\x00wd\n.txt", PaperWithoutText, "“passwd.txt” holds"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(
    content: bytes, name: str, error: type[Unreadable], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        text_in(content, name)
    assert sentence in str(raised.value)
    assert str(raised.value).endswith(".")


def test_a_file_that_is_not_there_or_too_large_is_named(tmp_path: Path) -> None:
    with pytest.raises(PaperMissing, match=r"“missing\.docx” cannot be read: No such file or directory\."):
        text_of(tmp_path / "missing.docx")
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(PaperTooLarge):
        text_of(tmp_path / "large.pdf")


def test_a_paper_that_grows_to_many_times_its_size_when_it_is_read_is_given_up() -> None:
    part = b"<x>" + b'<a b="" c=""/>' * 700_000 + b"</x>"
    parts = {f"word/{name}.xml": part for name in ("styles", "numbering", "settings")}
    with pytest.raises((PaperEndless, PaperBroken)):  # whichever library first finds that there is no more
        text_in(packed(KINDS["docx"], replaced(parts)), "wide.docx")


def test_a_paper_whose_reading_is_ended_in_the_midst_is_given_up() -> None:
    def ended(page: int, pages: int) -> None:
        for child in psutil.Process().children():
            if "documents.paper_process" in " ".join(child.cmdline()):
                child.kill()

    more_than_a_pipe_holds = [[f"{LINE} {LINE * 4}"] * 40] * 20
    with pytest.raises(PaperEndless, match="far more time or memory"):
        text_in(pdf(*more_than_a_pipe_holds), "long.pdf", ended)


@pytest.mark.parametrize("what", ["bytearray(1 << 29)", "TemporaryFile(buffering=0).write(b'x')", "environ['PATH']"])
def test_what_reads_a_paper_has_little_memory_and_no_settings_and_can_keep_nothing(what: str) -> None:
    imports = "from os import environ; from tempfile import TemporaryFile"
    with paper_process.started(f"{imports}; print('begun', flush=True); limit(); {what}; print('done')") as process:
        assert process.communicate()[0] == b"begun\n"


def test_the_program_that_asks_fetches_no_reader() -> None:
    asked = "import sys; from documents.papers import text_in; text_in(sys.stdin.buffer.read(), 'x')"
    told = "print(sorted({'docx', 'pypdf', 'lxml', 'html.parser'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"{asked}; {told}"], input=KINDS["docx"], capture_output=True, check=True
    )
    assert done.stdout == b"[]\n"


def _tried(content: bytes, name: str = "x") -> None:
    """Read a file here and now; that it cannot be read is fine, as long as that is said."""
    try:
        kind = kind_of(content, name)
        if kind != "txt":
            paper_process.read(kind, content, name, lambda *_: None)
    except Unreadable as error:
        str(error)


@given(st.sampled_from(sorted(KINDS)), st.data())
@settings(max_examples=60, deadline=PATIENCE)
def test_a_paper_with_bytes_changed_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    content = bytearray(KINDS[kind])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)):
        content[at] = byte
    _tried(bytes(content[: data.draw(st.integers(0, len(content)))]))


@given(st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b"PK\x03\x04", OLE]), st.binary(max_size=200))
@settings(max_examples=60, deadline=PATIENCE)
def test_any_bytes_are_read_or_refused(head: bytes, tail: bytes) -> None:
    _tried(head + tail)


_TAGS = "table tr td th ul ol li p div main br nav script b".split()
tags = st.sampled_from(
    [f"<{end}{tag}>" for tag in _TAGS for end in ("", "/")] + ["x ", "<td rowspan=3 colspan=2>", "<!["]
)


@given(st.lists(tags, max_size=30))
@settings(max_examples=100, deadline=PATIENCE)
def test_tags_in_any_order_are_read_or_refused(tags: list[str]) -> None:
    _tried(b"<html>" + "".join(tags).encode())


@given(st.text())
@settings(deadline=PATIENCE)
def test_what_is_tidy_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
