"""How far the recommendations of papers are followed: the papers with their figures, and one paper line by line."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import assigning, paging, pieces, samples
from dialogs.assigning import RECOMMENDATION, Wanted
from dialogs.forms import Ask, Field
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn, Who
from pledges.calendar import counted, listed
from pledges.coverage import Coverage, Following, Paper, Recommendation, coverage
from pledges.messages import Drop, Rendered
from pledges.pledge import Status

LIST, ONE = "coverage", "paper"
PAPERS, ROWS = 15, 8
PAGE, AROUND = "coverage page", ("Before these", "After these")


async def render_list(scene: Scene) -> Rendered | Drop:
    return draw_list(coverage(await scene.tx.recommendations.all()), scene.look)


def draw_list(covers: Sequence[Coverage], look: Look) -> Rendered:
    if not covers:
        none = "No paper's recommendations are entered yet. Type “recommendation” to enter the first."
        return pieces.card(none, pieces.title("Recommendations"), pieces.words(none))
    total, followed = sum(len(c.recommendations) for c in covers), sum(c.followed for c in covers)
    head = f"Recommendations: {followed:,} of {total:,} with a pledge, in {counted(len(covers), 'paper')}"
    first = paging.begin(len(covers), PAPERS, look)
    rows = [pieces.block(_cover(each, look), line=True) for each in covers[first : first + PAPERS]]
    return pieces.card(head, pieces.title(head), *rows, *paging.beside(len(covers), PAPERS, look, LIST, PAGE, AROUND))


def _cover(cover: Coverage, look: Look) -> CardElement:
    opened = pieces.button("Open", "open paper", look.nonce, paper=str(cover.paper.id))
    named = [pieces.words(f"**{pieces.plain(cover.paper.name)}**"), pieces.quiet(cover.words)]
    return pieces.two(named, [pieces.buttons(opened)])


async def render_one(scene: Scene) -> Rendered | Drop:
    found = coverage(await scene.tx.recommendations.of_paper(int(scene.facts["paper"])))
    return draw_one(found[0], scene.look) if found else Drop("That paper has no recommendations any more.")


def draw_one(cover: Coverage, look: Look) -> Rendered:
    name, first = cover.paper.name, paging.begin(len(cover.recommendations), ROWS, look)
    put = look.facts.get("put", "")
    kept = [pieces.words(f"✓ Recommendation {pieces.plain(put)} is kept.")] if put else []
    rows = [pieces.block(*_row(each, look), line=True) for each in cover.recommendations[first : first + ROWS]]
    pages = paging.beside(len(cover.recommendations), ROWS, look, ONE, PAGE, AROUND)
    head = (pieces.title(name), pieces.words(f"**{cover.words}.**"))
    return pieces.card(f"{name}: {cover.words}", *head, *kept, *rows, *pages)


def _row(each: Recommendation, look: Look) -> list[CardElement]:
    said = pieces.words(f"**{pieces.plain(each.ref)}** {pieces.plain(each.words)}")
    followed = [pieces.quiet(f"{p.ref} {pieces.plain(p.title)} · {_status(p.status)}") for p in each.pledges]
    if each.followed:
        return [said, *followed]
    sent = {RECOMMENDATION: str(each.id)}
    asked = pieces.buttons(
        pieces.button("Make it a pledge", "follow anew", look.nonce, **sent),
        pieces.button("It is CP-…", "follow known", look.nonce, **sent),
    )
    return [said, *followed, pieces.warning("No pledge yet"), asked]


def _status(status: Status) -> str:
    return "done, to be confirmed" if status is Status.DONE else status.value


async def press_open(turn: Turn) -> Response:
    return Draw(ONE, {"paper": turn.given("paper")})


async def press_anew(turn: Turn) -> Response:
    """The form of “assign” with the words of the recommendation, which the new pledge will follow."""
    chosen = await turn.tx.recommendations.get(int(turn.given(RECOMMENDATION)))
    return assigning.form(Wanted(chosen.words, "", "", {RECOMMENDATION: str(chosen.id)}))


async def press_known(turn: Turn) -> Response:
    chosen = await turn.tx.recommendations.get(int(turn.given(RECOMMENDATION)))
    near = await turn.tx.titles.near(chosen.words)
    hint = f" (such as {listed(f'CP-{number}' for number in near[:3])})" if near else ""
    return Ask(
        command="recommendation link",
        title=f"Which pledge follows recommendation {chosen.ref}?",
        send="It is that one",
        fields=(Field(name="ref", label=f"Its reference{hint}"),),
        keep={RECOMMENDATION: str(chosen.id)},
    )


LETTER = Paper(id=1, name="National Implementation Advisor, Sept 2022")
FOLLOWED = Following(number=7, title="Review who sits on the Panel", status=Status.ON_TRACK)
EXAMPLE = Coverage(
    paper=LETTER,
    recommendations=(
        Recommendation(id=1, paper=LETTER, ref="1", words="Themed sub-groups with champions"),
        Recommendation(id=2, paper=LETTER, ref="2", words="Review Panel membership", pledges=(FOLLOWED,)),
        Recommendation(id=3, paper=LETTER, ref="3", words="Employ Care Leaver Ambassadors"),
    ),
)
CARDS = (
    CardKind(
        kind=LIST,
        render=render_list,
        who=Who.ADMINS,
        samples={
            "coverage": lambda: draw_list([EXAMPLE], samples.look()),
            "coverage, none": lambda: draw_list([], samples.look()),
        },
    ),
    CardKind(
        kind=ONE,
        render=render_one,
        who=Who.ADMINS,
        samples={"paper": lambda: draw_one(EXAMPLE, samples.look(facts={"message": "s", "put": "3", "paper": "1"}))},
    ),
)
BUTTONS = (
    Button(verb=PAGE, press=paging.press_beside, reads=True),
    Button(verb="open paper", press=press_open, reads=True),
    Button(verb="follow anew", press=press_anew, reads=True),
    Button(verb="follow known", press=press_known, reads=True),
)
