"""What stands on which list, as conditions on the table of pledges; each can be found by an index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.people import DirectorateId, PostId
from pledges.pledge import OwnerKind, Status, When, late_if_reached_before
from storage.absences import absences
from storage.escalation_tables import escalations
from storage.lists import SOONEST, Asked, Which
from storage.owners import answered_by, deputised
from storage.plan_tables import placements
from storage.seating import instead_of
from storage.shares import joint_seats
from storage.snoozes import snoozes
from storage.source_tables import merges
from storage.tables import people, pledge_owners, pledge_sources, pledges, posts
from storage.unreached import UNREACHED

_c, _o, _s = pledges.c, pledge_owners.c, pledge_sources.c
_open = _c.finished_at.is_(None)
_lead = sa.exists().where(_o.pledge == _c.number, _o.lead)
# Spelled out, because a partial index serves only a query that says the same in so many words.
_NO_IMPACT = sa.literal_column("(pledges.impact = '' and pledges.status in ('done', 'closed'))", sa.Boolean)
UNDATED = (When.NONE, When.DATE, When.MONTH, When.MEETING)
unknown_owner = _o.post_id.is_(None) & _o.person_id.is_(None)
Condition = sa.ColumnElement[bool]


def everything(asked: Asked) -> Condition:
    """Open or finished."""
    return sa.true()


def is_open(asked: Asked) -> Condition:
    """Everything open."""
    return _open


def late(asked: Asked) -> Condition:
    """What pledges.pledge.is_late calls late."""
    fair = _c.reached_on < late_if_reached_before(asked.policy, asked.today)
    return overdue(asked) & _c.wanted.is_(None) & fair


def overdue(asked: Asked) -> Condition:
    """What is past its date, late or not."""
    return _open & (SOONEST.key < asked.today)


def due_soon(asked: Asked) -> Condition:
    """What is due today or soon."""
    return _open & SOONEST.key.between(asked.today, asked.today + asked.policy.soon)


def snoozed(asked: Asked) -> Condition:
    """What is put off until a later day."""
    return _open & _c.number.in_(sa.select(snoozes.c.pledge).where(snoozes.c.until > asked.today))


def mine(asked: Asked) -> Condition:
    """What somebody answers for, open or done and to be confirmed."""
    return sa.or_(_open, _c.status == Status.DONE) & _c.number.in_(answered_by(asked.standing.person))


def led_by_others(asked: Asked) -> Condition:
    """What somebody does not lead, neither themselves nor as a deputy."""
    person = asked.standing.person
    return _c.number.not_in(answered_by(person, leading=True)) & _c.number.not_in(deputised(person, leading=True))


def helping(asked: Asked) -> Condition:
    """What somebody supports, or a directorate of theirs does that does not lead it; of admins, any directorate."""
    standing, supports = asked.standing, sa.select(_o.pledge).where(sa.not_(_o.lead))
    posted = supports.join(posts, posts.c.id == _o.post_id)
    elsewhere = posts.c.directorate_id.is_distinct_from(_c.directorate_id) & posts.c.directorate_id.is_not(None)
    theirs = sa.true() if standing.admin else posts.c.directorate_id.in_(sorted(standing.directs))
    from_afar = posted.where(_o.pledge == _c.number, elsewhere, theirs).correlate(pledges)
    own = supports.where(_o.person_id == standing.person).union(posted.where(posts.c.holder_id == standing.person))
    return _open & sa.or_(sa.exists(from_afar), _c.number.in_(own))


def to_be_confirmed(asked: Asked) -> Condition:
    """What is led by nobody the register knows."""
    return _open & sa.not_(_lead.where(sa.or_(_o.post_id.is_not(None), _o.person_id.is_not(None))))


def escalated(asked: Asked) -> Condition:
    """What is open, and somebody was told or asked because its owner had not answered."""
    waits = sa.select(escalations.c.pledge).where(escalations.c.settled_at.is_(None))
    same = escalations.c.for_due == sa.cast(_c.due, sa.String)  # a date that an import moved is another question
    return _open & _c.number.in_(waits.where(same).correlate(pledges))


def away(asked: Asked) -> Condition:
    """What is led by somebody who is away on this day."""
    gone = sa.select(absences.c.person_id).where(absences.c.since <= asked.today, absences.c.until >= asked.today)
    held = sa.select(posts.c.id).where(posts.c.holder_id.in_(gone))
    led = sa.select(_o.pledge).where(_o.lead, sa.or_(_o.person_id.in_(gone), _o.post_id.in_(held)))
    return _open & _c.number.in_(led)


def vacant(asked: Asked) -> Condition:
    """What is led by a post that nobody holds."""
    led = sa.select(_o.pledge).join(posts, posts.c.id == _o.post_id).where(_o.lead, posts.c.holder_id.is_(None))
    return _open & _c.number.in_(led)


def not_reached(asked: Asked) -> Condition:
    """What somebody answers for who is not reached and isn't asked by hand."""
    missing = sa.select(people.c.id).where(UNREACHED)
    named = sa.select(_o.pledge).where(_o.person_id.in_(missing))
    held = sa.select(_o.pledge).join(posts, posts.c.id == _o.post_id).where(posts.c.holder_id.in_(missing))
    jointly = sa.select(_o.pledge).join(joint_seats, joint_seats.c.post_id == _o.post_id)
    beside = jointly.where(joint_seats.c.person_id.in_(missing))
    instead = sa.select(_o.pledge).where(_o.post_id.in_(instead_of(missing)))
    return _open & _c.number.in_(named.union(held, beside, instead))


def no_date(asked: Asked) -> Condition:
    """What has no day: none was written, or it waits for a meeting that has none, or it has begun and has no end."""
    begun = (_c.deadline_kind == When.START) & (_c.deadline_starts < asked.today)
    return _open & _c.due.is_(None) & sa.or_(_c.deadline_kind.in_(UNDATED), begun)


def waiting(asked: Asked) -> Condition:
    """What a new date is asked for, until somebody has decided."""
    return _open & _c.wanted.is_not(None)


def missing(asked: Asked) -> Condition:
    """What pledges.lacking finds to lack what, when or by whom."""
    undated = _c.due.is_(None) & _c.deadline_kind.in_(UNDATED)
    owned = _lead.where(_o.kind != OwnerKind.TBC, _o.title != "")
    return _open & sa.or_(_c.title == "", undated, sa.not_(owned))


def with_priority(asked: Asked) -> Condition:
    """What somebody has said to be more or less urgent."""
    return _open & (_c.priority != sa.literal_column("''"))


def under_no_theme(asked: Asked) -> Condition:
    """What stands under no theme of a plan."""
    return _open & sa.not_(sa.exists().where(placements.c.pledge == _c.number))


def done(asked: Asked) -> Condition:
    """What its owner calls done, to be confirmed."""
    return _c.finished_at.is_not(None) & (_c.status == Status.DONE)


def closed(asked: Asked) -> Condition:
    """What is closed, withdrawn or carried over; not what is merged, since that counts where it went."""
    merged = sa.exists().where(merges.c.pledge == _c.number, merges.c.undone_at.is_(None))
    return _c.finished_at.is_not(None) & (_c.status != Status.DONE) & sa.not_(merged)


def no_impact(asked: Asked) -> Condition:
    """What is done or closed, and nobody has said what changed for children: pledges.pledge.lacks_impact."""
    return _NO_IMPACT & _c.finished_at.is_not(None)


def none_of(those: Sequence[Which]) -> Which:
    """What is none of those, nor can be: a column without a value is like none of them."""
    return lambda asked: sa.case((sa.or_(sa.false(), *(one(asked) for one in those)), 1)).is_(None)


def in_directorate(directorate: DirectorateId) -> Which:
    """In a directorate."""
    return lambda asked: _c.directorate_id == directorate


def of_theme(theme: str) -> Which:
    """Of a theme, in these very words."""
    return lambda asked: (_c.theme != sa.literal_column("''")) & (_c.theme == theme)


def in_service(service: str) -> Which:
    """In a service, in these very words."""
    return lambda asked: (_c.service != sa.literal_column("''")) & (_c.service == service)


def with_status(status: Status) -> Which:
    """Of a status."""
    return lambda asked: _c.status == status


def of_post(post: PostId) -> Which:
    """Led or supported by a post."""
    return lambda asked: _c.number.in_(sa.select(_o.pledge).where(_o.post_id == post))


def of_person(person: PersonId) -> Which:
    """What somebody answers for today, named or through a post."""
    return lambda asked: _c.number.in_(answered_by(person))


def in_words(title: str) -> Which:
    """Of an owner who stands in the register in words only."""
    return lambda asked: _c.number.in_(sa.select(_o.pledge).where(unknown_owner, _o.title == title))


def from_paper(document: str, committee: str, held_on: date | None) -> Which:
    """Promised in a paper."""
    same = (_s.document == document) & (_s.committee == committee) & _s.held_on.is_not_distinct_from(held_on)
    return lambda asked: _c.number.in_(sa.select(_s.pledge).where(same))
