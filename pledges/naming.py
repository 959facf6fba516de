"""The words by which a pledge is named: which count, where a name may stand, and which say something else."""

from __future__ import annotations


def stem(word: str) -> str:
    """A word without its ending, so that “recruiting” finds “recruitment”."""
    word = word.removesuffix("'s")
    for end in ("ings", "ing", "ies", "es", "ed", "" if word.endswith("ss") else "s"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


GREETING = frozenset(
    """
    hi hello hey morning afternoon good yes yep yeah ok okay so well and also re about on for the my our this that
    please just update snooze mark close can could may might would should is are was were has have had did does do i
    we not set your sorry thanks any put no both
    """.split()
)
TAKES = frozenset(
    """
    on with re regarding about for snooze finished completed done closed delivered extend postpone move push mark
    close finish park defer started begun begin leave mute pause set shift finishing starting chase need needs change
    off handing hand pass of give giving transfer reassign redirect send sending
    """.split()
)
SMALL = frozenset(
    """
    out off up over back down
    a an and at by for from in into is it its of on or our so that the their them then there these they this
    those to up we what when where which who will with you your i me my be been has have had was were are as but
    not no all any more most some such only one ones
    """.split()
)
SAYING = frozenset(
    """
    done completed finished track risk blocked stuck late delayed behind started yet now need needs want waiting
    awaiting pending later snooze remind week weeks month months day days fortnight leave away mine going well fine
    nearly half almost progress today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
VERBS = frozenset(
    """
    am is are was were be been has have had will would should can could may might do does did needs need
    """.split()
)
NEVER_FIRST = frozenset(
    """
    a an and at by for from in into is it of on or so to we i be has have was were are as but not no me you us them
    they he she him her
    """.split()
)
NEVER_LAST = SMALL | VERBS
ANEW = frozenset({"and", "plus", "while", "whereas", "then", "also"})
ONE = frozenset({"one", "ones", "thing", "stuff", "pledge", "action", "piece"})
ARTICLES = frozenset({"the", "my", "our"})
NEVER_INSIDE = frozenset({"not", "no", "all", "any", "only", "most", "some", "but", "when", "who", "what"})
# Words that stand in so many papers that one of them alone names no pledge.
ANYWHERE = frozenset(
    map(
        stem,
        """
        planning draft plan panel report paper meeting member officer council service team work action area
        development next objectives review list month quarter version programme group young people child children care
        parent corporate lead help start write bring put hold set hear take show tell ask agree new more better use
        way each every single share shared project resource note consider forward staff manager place progress bid
        director chair partners count case brief number need visit meant impact record comment formal session first
        final year open offer social worker deliver part side friendly local leader practice repeat goal department
        briefing advice leaver delivery
        """.split(),
    )
)
NO_NAMES = frozenset({("young", "people"), ("social", "worker"), ("panel", "meet"), ("team", "meet")})
