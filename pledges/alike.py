"""Whether a title says what another pledge says: by the words that tell pledges apart, not by those that all share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

IDENTICAL, ENOUGH = 100.0, 75.0
FEWEST, SLIPPED, LONG = 2, 88.0, 6
MOST_WORDS, LONGEST_WORD = 12, 40
MOST, NEAREST = 3, 50
OFTEN = 300  # a word that so many titles have tells none of them apart
NEWEST = 2 * OFTEN  # of the titles with a word, so many are looked at
_WORDS = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f'’]")
_ENDINGS = tuple("ations ation ments ment ings ing ance ives ive ions ion ies ers er es ed s e y".split())
_SHORTEST_STEM = 4
_UNSAID = frozenset(
    "a an and any are as at be been by can for from had has have how if in incl including into is it its may more most "
    "not of off on or other our out over so than that the their them there these they this those through to up was we "
    "what when where which who whose will with within would you your".split()
)
_SHARED = (
    "action agree ask asked better board bring build care carry child children complete consider continue corporate "
    "council councillor deliver develop development draft each ensure establish explore follow give help hold identify "
    "implement improve include join keep lead look looked make meeting meet member month new next offer officer "
    "parent parenting panel people person plan pledge prepare present produce programme progress promise provide "
    "publish put quarter report review run seek send service set share show start strategy support take tell theme "
    "update use using way week work write year young"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A pledge that is there already, as far as looking for likely duplicates needs it."""

    number: int
    title: str
    open: bool = True


def alike(title: str, known: Iterable[Known], most: int = MOST) -> list[Known]:
    """Those that a title may repeat, the likeliest first. What is closed counts only when it says the very same."""
    scored = ((likeness(title, each.title), each) for each in known)
    near = [(score, each) for score, each in scored if score >= (ENOUGH if each.open else IDENTICAL)]
    return [each for _, each in sorted(near, key=lambda pair: (-pair[0], pair[1].number))[:most]]


def likeness(one: str, other: str) -> float:
    """0 to 100. All words the same, but for slips, make 100; else it is how much of the shorter stands in the longer.

    Only words that tell pledges apart count, two of them at least. Titles with different figures in them are not alike.
    """
    mine, theirs = stems(one), stems(other)
    if not mine or not theirs or _figures(mine) != _figures(theirs):
        return 0.0
    if len(mine) == len(theirs) and _shared(mine, theirs) == len(mine):
        return IDENTICAL
    short, long = sorted((_telling(mine), _telling(theirs)), key=len)
    found = _shared(short, long)
    return min(99.0, 100.0 * found / len(short)) if found >= FEWEST else 0.0


def keys(title: str) -> tuple[str, ...]:
    """The words by which a title is found: those that tell it apart; all that it has where these are few."""
    words = stems(title)
    telling = _telling(words)
    chosen = telling if len(telling) >= FEWEST else words
    return tuple(word[:LONGEST_WORD] for word in chosen[:MOST_WORDS])


class Shelf:
    """Many titles at hand, by their words: for looking up one after the other while more are put there."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: dict[int, Known] = {}
        self._by_word: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=NEWEST))
        for each in known:
            self.put(each)

    def put(self, known: Known) -> None:
        """Have a title found from now on, under its number."""
        self._known[known.number] = known
        for word in keys(known.title):
            self._by_word[word].append(known.number)

    def alike(self, title: str) -> list[Known]:
        """As the function `alike`, among those that share telling words with the title."""
        found = [self._by_word[word] for word in keys(title) if word in self._by_word]
        return alike(title, [self._known[number] for number in nearest(found)])


def nearest(found: Iterable[Sequence[int]], most: int = NEAREST) -> list[int]:
    """Of the numbers that were found by each word, those found by the most words first, then the newest.

    Words that very many have count beside a rarer one only.
    """
    lists = list(found)
    rare = [each for each in lists if len(each) <= OFTEN] or lists
    counts = Counter(number for each in lists for number in each)
    near = {number for each in rare for number in each}
    return sorted(near, key=lambda number: (-counts[number], -number))[:most]


@lru_cache(maxsize=4096)
def stems(title: str) -> tuple[str, ...]:
    """The words of a title that say something, each once, without their endings."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", title).casefold())
    return tuple(dict.fromkeys(_stem(word) for word in _WORDS.findall(plain) if word not in _UNSAID))


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    return word[: len(word) - len(ending)]


_COMMON = frozenset(_stem(word) for word in _SHARED.split())


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _COMMON)


def _figures(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if any(map(str.isdigit, word))}


def _shared(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """How many of the one stand in the other; a slip of the finger in a long word is forgiven."""
    return sum(word in long or any(_slipped(word, other) for other in long) for word in short)


def _slipped(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= LONG and fuzz.ratio(word, other) >= SLIPPED
