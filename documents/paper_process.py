"""Readers of papers at work in a process of their own, which has little memory, little time and none of our secrets.

In goes a line of JSON and then the file; out comes a line of JSON for each page, and one for the text or for what is
wrong. Whatever a hostile file makes of a reader ends with that process.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from typing import Any, TypeAlias

from documents.paper_lines import MOST_CHARACTERS, Progress, checked
from pledges import errors
from pledges.errors import PaperBroken, PaperEndless, Unreadable

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 60
_HOUSE = str(Path(__file__).resolve().parent.parent)
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from documents.paper_process import limit, serve"
Reader: TypeAlias = Callable[[bytes, str, Progress], str]
_LONGEST_ANSWER = 8 * MOST_CHARACTERS


def text(kind: str, content: bytes, name: str, progress: Progress) -> str:
    """The text of a paper, read by a process of its own. Raises Unreadable."""
    with started() as process, suppress(BrokenPipeError):
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps([kind, name]).encode() + b"\n" + content)
        process.stdin.close()
        while (line := process.stdout.readline(_LONGEST_ANSWER)).endswith(b"\n"):
            match json.loads(line):
                case {"page": int(page), "of": int(pages)}:
                    progress(page, pages)
                case {"text": str(told)}:
                    return told
                case {"error": str(error), "args": list(args)}:
                    raise getattr(errors, error)(*args)
    raise PaperEndless(name)  # it was ended, or ended itself, without a word


@contextmanager
def started(does: str = "serve()") -> Iterator[Popen[bytes]]:
    """The process that reads; it is ended when its time is over or nobody listens any more."""
    command = [sys.executable, "-I", "-B", "-c", f"{_PROGRAM}; {does}", _HOUSE]
    with Popen(command, env={}, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:  # noqa: S603 - our own words
        timer = Timer(2 * MOST_SECONDS, process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def serve() -> None:
    """Read one paper from the standard input, and tell its text; this is all that such a process does."""
    limit()
    kind, name = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        _tell({"text": read(kind, content, name, lambda page, pages: _tell({"page": page, "of": pages}))})
    except Unreadable as error:
        _tell({"error": type(error).__name__, "args": error.args})


def read(kind: str, content: bytes, name: str, progress: Progress) -> str:
    """The text of a paper, read here and now. Whatever is wrong in the file, it is Unreadable that is raised."""
    try:
        return checked(_reader(kind)(content, name, progress), name)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        raise PaperEndless(name) from None
    except Exception as error:
        raise PaperBroken(name) from error


def _reader(kind: str) -> Reader:
    """Only the reader that is wanted is fetched."""
    if kind == "docx":
        from documents import docx_file

        return docx_file.text
    if kind == "pdf":
        from documents import pdf_file

        return pdf_file.text
    from documents import html_file

    return html_file.text


def limit() -> None:
    """Bound what this process may take for as long as it lives; it can write no file."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()
