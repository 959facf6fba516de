"""Two pledges that are one promise: one is kept and takes over what the other's papers say, and can give it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from pledges.calendar import listed
from pledges.errors import MergedInto, NotForYou, NotUnderstood
from pledges.people import Standing
from pledges.pledge import Owner, OwnerKind, Pledge, Source, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging did. `was` is the status of the other before; `sources` and `owners` are what it alone had."""

    pledge: int
    kept: int
    at: datetime
    was: Status
    sources: tuple[Source, ...] = ()
    owners: tuple[Owner, ...] = ()

    @property
    def ref(self) -> str:
        return f"CP-{self.pledge}"


@dataclass(frozen=True, slots=True)
class Pair:
    """The pledge that is kept, and the other."""

    kept: Pledge
    other: Pledge


def check(pair: Pair, inside: Collection[str], standing: Standing) -> None:
    """Raise a sentence that says why these two cannot be merged. `inside` are those merged into the other."""
    kept, other = pair.kept, pair.other
    if not standing.admin:
        raise NotForYou("merge pledges", "an admin")
    if kept.number == other.number:
        raise NotUnderstood(f"{kept.ref} can't be merged into itself. Name two pledges: “merge CP-7 into CP-3”.")
    for each in (other, kept):
        if each.merged_into is not None:
            raise MergedInto(each.ref, each.merged_into)
        if not each.open and each.status is not Status.DONE:
            raise NotUnderstood(
                f"{each.ref} is {each.status.value}, so nothing was merged. “reopen {each.ref}” first, if it is to be."
            )
    if inside:
        raise NotUnderstood(
            f"{listed(inside)} {'is' if len(inside) == 1 else 'are'} merged into {other.ref}. "
            f"Merge the other way round, “merge {kept.ref} into {other.ref}”, or unmerge first."
        )
    if other.open and not kept.open:
        raise NotUnderstood(
            f"{kept.ref} is done, to be confirmed, and {other.ref} is not. Merge the other way round, "
            f"“merge {kept.ref} into {other.ref}”, or “reopen {kept.ref}” first."
        )


def merge(pair: Pair, now: datetime) -> tuple[Pair, Merge]:
    """Both after merging, and what is needed to take it back.

    The lead of the one that is kept leads; everybody else helps. Its date stays. A source without words of its own
    takes along the other's title, which is how that paper put it.
    """
    kept, other = pair.kept, pair.other
    sources, owners = _sources(kept, other), _owners(kept, other)
    done = Merge(pledge=other.number, kept=kept.number, at=now, was=other.status, sources=sources, owners=owners)
    grown = replace(kept, sources=(*kept.sources, *sources), owners=(*kept.owners, *owners))
    return Pair(grown, replace(other, status=Status.WITHDRAWN, merged_into=kept.number)), done


def unmerge(pair: Pair, done: Merge) -> Pair:
    """Both as they were before, but for what has become of the kept one since: that stays with it."""
    kept, brought = pair.kept, {_who(owner) for owner in done.owners}
    less = replace(
        kept,
        sources=tuple(each for each in kept.sources if each not in done.sources),
        owners=tuple(each for each in kept.owners if each.lead or _who(each) not in brought),
    )
    return Pair(less, replace(pair.other, status=done.was, merged_into=None))


def _sources(kept: Pledge, other: Pledge) -> tuple[Source, ...]:
    fresh = (replace(each, words=each.words or other.title) for each in other.sources if each not in kept.sources)
    return tuple(dict.fromkeys(each for each in fresh if each not in kept.sources))


def _owners(kept: Pledge, other: Pledge) -> tuple[Owner, ...]:
    """Whoever is known and not there yet, as a support."""
    there = {_who(owner) for owner in kept.owners}
    fresh = {_who(o): replace(o, lead=False) for o in other.owners if o.kind is not OwnerKind.TBC}
    return tuple(owner for who, owner in fresh.items() if who not in there)


def _who(owner: Owner) -> tuple[OwnerKind, str]:
    return owner.kind, owner.title.casefold()
