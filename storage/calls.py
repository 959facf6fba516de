"""What the last calls before a digest may be about, found by the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from pledges.digest import WEEK
from pledges.last_call import rung_for
from pledges.messages import PersonId
from pledges.people import DirectorateId
from pledges.pledge import Pledge
from storage.owners import answered_by
from storage.pledge_rows import load
from storage.store import Store
from storage.tables import pledges

_c = pledges.c


class Calls(Store):
    async def before(
        self, directorate: DirectorateId, day: date, today: date, people: Collection[PersonId] | None = None
    ) -> list[Pledge]:
        """What may have to be called before a directorate's digest of a day, and was not yet; with `people`, of theirs.

        It is past its date by then, no answer came since the last digest, and its owner was reached or is to be asked.
        """
        past = _c.finished_at.is_(None) & (_c.directorate_id == directorate) & (_c.due < day) & _c.wanted.is_(None)
        silent = sa.or_(_c.answered_on.is_(None), _c.answered_on < day - WEEK, _c.answered_on < _c.due)
        known = _c.reached_on.is_not(None) | (_c.next_ask_on <= today)
        theirs = sa.true() if people is None else sa.or_(*(_c.number.in_(answered_by(person)) for person in people))
        return await load(self._conn, past & silent & known & theirs & (_c.rung != rung_for(day)))
