"""The words that pledges are found by, and where the open questions to people are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TITLES = "cllr councillor mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend the"
UNSAID = frozenset(f"{TITLES} a an and at by for from in is it of on or to with".split())
SAYS = (
    "select number, title, theme, service from pledges",
    "select pledge, title, words from pledge_owners",
    "select pledge, document, committee, minute, words from pledge_sources",
)


def upgrade() -> None:
    """Make the tables, and fill them from the pledges that there are."""
    letters = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("word", letters, nullable=False, unique=True),
    )
    op.create_table(
        "pledge_words",
        sa.Column("word", sa.Integer, sa.ForeignKey("vocabulary.id"), primary_key=True),
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True),
    )
    op.create_index("ix_pledge_words_pledge", "pledge_words", ["pledge"])
    open_ones = sa.text("answered_at is null and excused = ''")
    op.create_index("ix_asks_open", "asks", ["asked_on", "id"], sqlite_where=open_ones, postgresql_where=open_ones)
    _fill(op.get_bind())


def _fill(conn: Any) -> None:
    said: defaultdict[int, set[str]] = defaultdict(set)
    for query in SAYS:
        for number, *texts in conn.exec_driver_sql(query):
            said[number] |= _words(" ".join(texts))
    for number, day in conn.execute(sa.text("select pledge, held_on from pledge_sources where held_on is not null")):
        on = date.fromisoformat(str(day))
        said[number] |= _words(f"{on.day} {on:%B %Y}")
    every = sorted({word for words in said.values() for word in words})
    vocabulary = sa.table("vocabulary", sa.column("word"))
    pledge_words = sa.table("pledge_words", sa.column("word"), sa.column("pledge"))
    if every:
        conn.execute(sa.insert(vocabulary), [{"word": word} for word in every])
        given = dict(conn.exec_driver_sql("select word, id from vocabulary").all())
        rows = [{"word": given[word], "pledge": number} for number, words in said.items() for word in words]
        conn.execute(sa.insert(pledge_words), rows)


def _words(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    plain = re.sub("[\u0300-\u036f'’]", "", folded)
    return {word[:40] for word in re.findall(r"[^\W_]+", plain) if word not in UNSAID}
