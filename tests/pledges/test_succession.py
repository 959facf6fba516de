"""No line of a plan that gives way to another is left without a fate."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pledges.plans import ThemeId
from pledges.succession import Decision, Decisions, Fate, unmapped

OLD, NEW = [ThemeId(n) for n in range(1, 8)], [ThemeId(n) for n in range(11, 23)]
decided = st.one_of(
    st.builds(Decision, fate=st.just(Fate.CARRIED), to=st.sampled_from(NEW)),
    st.builds(Decision, fate=st.just(Fate.REPLACED), by=st.integers(100, 200)),
    st.just(Decision(fate=Fate.CLOSED)),
)
decisions = st.builds(
    Decisions,
    themes=st.dictionaries(st.sampled_from(OLD), decided),
    pledges=st.dictionaries(st.integers(1, 20), decided),
)
placed = st.dictionaries(st.integers(1, 20), st.sampled_from(OLD))


@given(placed, decisions)
def test_each_line_has_a_fate_or_is_unmapped(there: dict[int, ThemeId], known: Decisions) -> None:
    left = unmapped(OLD, there, known)
    assert set(left.themes) == set(OLD) - set(known.themes)
    for number, theme in there.items():
        assert (known.of(number, theme) is None) == (number in left.pledges)
    assert len(left) == len(left.themes) + len(left.pledges)


@given(placed, decisions)
def test_a_pledge_goes_along_with_a_theme_that_is_carried_unless_it_has_its_own_fate(
    there: dict[int, ThemeId], known: Decisions
) -> None:
    for number, theme in there.items():
        fate, along = known.of(number, theme), known.themes.get(theme)
        if number in known.pledges:
            assert fate == known.pledges[number]
        elif along and along.fate is Fate.CARRIED:
            assert fate == along
        else:
            assert fate is None


@given(placed)
def test_seven_themes_that_are_all_carried_leave_nothing_unmapped(there: dict[int, ThemeId]) -> None:
    carried = {old: Decision(fate=Fate.CARRIED, to=new) for old, new in zip(OLD, NEW, strict=False)}
    assert not unmapped(OLD, there, Decisions(themes=carried))
    assert unmapped(OLD, there, Decisions(themes=dict(list(carried.items())[1:])))
