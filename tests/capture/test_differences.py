"""What changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starl.capture.differences import Mark, changed, differences

WORDS = st.lists(
    st.sampled_from(["I", "we", "broke", "the", "build", ".", " ", "\n", "\n\n", "#"]), max_size=40
)


def side(old: str, new: str, gone: Mark) -> list[str]:
    """The lines of one side: all that is not of the other."""
    lines = []
    for line in differences(old, new):
        pieces = [piece for piece in line if piece.mark is not gone]
        if pieces or not line:
            lines.append("".join(piece.text for piece in pieces))
    return lines


@given(WORDS.map("".join), WORDS.map("".join))
def test_both_texts_are_in_it(old: str, new: str) -> None:
    assert side(old, new, Mark.NEW) == old.splitlines()
    assert side(old, new, Mark.GONE) == new.splitlines()
    assert any(map(changed, differences(old, new))) == (old.splitlines() != new.splitlines())


def test_words_not_lines() -> None:
    old = "same\nWe broke the build for two hours.\nlast"
    new = "same\nI broke the build for 90 minutes.\nnew\nlast"
    assert [[(piece.mark.value, piece.text) for piece in line] for line in differences(old, new)] == [
        [("same", "same")],
        [
            ("gone", "We"),
            ("new", "I"),
            ("same", " broke the build for "),
            ("gone", "two"),
            ("new", "90"),
            ("same", " "),
            ("gone", "hours"),
            ("new", "minutes"),
            ("same", "."),
        ],
        [("new", "new")],
        [("same", "last")],
    ]


def test_lines_of_any_length_are_compared_soon() -> None:
    assert len(differences("a " * 50_000, "b " * 50_000)) == 2
    assert differences("\n".join(map(str, range(2000))), "\n".join(f"{n}x" for n in range(2000)))
