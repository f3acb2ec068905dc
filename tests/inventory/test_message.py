"""What a commit's message says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.inventory.git.history import moment
from starl.inventory.git.message import Flag, facts

SHA = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d"


@pytest.mark.parametrize(
    ("message", "flags"),
    [
        ('Revert "Add retries"', Flag.REVERT),
        ("Revert “Add retries”", Flag.REVERT),
        ("revert: feat(net): add retries", Flag.REVERT),
        ("net: Revert the retries", Flag.REVERT),
        (f"Restore the old client\n\nThis reverts commit {SHA}.", Flag.REVERT),
        ("Back out the retries", Flag.REVERT),
        ("Roll back to the old client", Flag.REVERT),
        ('Revert "Revert "Add retries""', Flag.RELAND),
        ('Revert "Revert "Revert "Add retries"""', Flag.REVERT),
        ('Reapply "Add retries"', Flag.RELAND),
        ("Reland: Add retries", Flag.RELAND),
        (f'Reland "Add retries"\n\nThis reverts commit {SHA}.', Flag.RELAND),
        ("Fix the login", Flag.FIX),
        ("fix(login): keep the session", Flag.FIX),
        ("Bugfix for sessions", Flag.FIX),
        ("Keep the session. Closes #12", Flag.FIX),
        ("Fix typo in the manual", Flag.FIX | Flag.SMALL),
        ("Fix a crash on start", Flag.FIX | Flag.GRAVE),
        ("Hotfix: login", Flag.FIX | Flag.HOT),
        ("Fix a regression in login", Flag.FIX | Flag.HOT),
        ("Fix CI", Flag.FIX | Flag.CI),
        ("ci: fix the cache", Flag.FIX | Flag.CI),
        ("Try again to make the build green", Flag.CI),
        ("ci: cache the downloads", Flag(0)),
        ("Fix precise builder dispatch in circuit", Flag.FIX),
        ("Add a prefix to names", Flag(0)),
        ("Add reverting of edits to the editor", Flag(0)),
        ("Undo half a restore", Flag(0)),
        ("", Flag(0)),
        ("Add x\n\nIt was needed because the old client lost its session whenever the proxy closed it.", Flag.EXPLAINED),
        ("Add x\n\nSigned-off-by: Ann <a@b.c>\nReviewed-by: Bob Example of the team of many words and more <b@b.c>", Flag(0)),
    ],
)  # fmt: skip
def test_flags(message: str, flags: Flag) -> None:
    assert facts(message).flags == flags


@pytest.mark.parametrize(
    ("message", "marks"),
    [
        (f'Revert "x"\n\nThis reverts commit {SHA}.', "r" + SHA),
        ('net: x\n\nFixes: 1a2b3c4d5e6f ("net: y")', "f1a2b3c4d5e6f"),
        ("Fixes #12, closes #13", "#12 #13"),
        ("Resolves https://github.com/ann/shop/issues/7", "#7"),
        ("fix SHOP-12", "#SHOP-12"),
        ("Merge pull request #12", ""),
        ("Add x (#12)", ""),
        ("Fix UTF-8", ""),
    ],
)
def test_marks(message: str, marks: str) -> None:
    assert facts(message).marks == marks


@pytest.mark.parametrize(
    "undoing", ['Revert "{}"', 'Revert "{}" (#77)', "revert: {}", "Reapply {}", 'Reland "{}"']
)
def test_what_is_undone_has_the_hash_of_its_subject(undoing: str) -> None:
    assert (
        facts(undoing.format("Add retries")).undone == facts("Add Retries (#12)\n\nSo that it lasts.").subject
    )


@given(st.text() | st.text(alphabet='Rrevt: "fix#12(\n)0aX-', max_size=300))
def test_any_text_is_a_message(message: str) -> None:
    told = facts(message)
    assert 0 < told.subject < 1 << 63
    assert 0 <= told.undone < 1 << 63


@pytest.mark.parametrize(
    "piece", ['Revert "', "fix ", "ci ", "reverts commit ", "a: ", "fixes http://", "fixes #", "x" * 50]
)
def test_no_message_makes_it_hang(piece: str) -> None:
    facts(piece * 5_000)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1112911993 -0730", (1112911993, -450)),
        ("1112911993 +0200", (1112911993, 120)),
        ("99999999999 +0000", (0, 0)),
        ("-5 +0000", (0, 0)),
        ("1112911993 +9999", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_dates_that_make_no_sense_are_none(raw: str, expected: tuple[int, int]) -> None:
    assert moment(raw) == expected
