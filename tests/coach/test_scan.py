"""The one pass over all patterns."""

from __future__ import annotations

import pytest

from starl.coach.reader import read
from starl.coach.scan import scan


@pytest.mark.parametrize("text", ["", "\n\n", "zzz", "42"])
def test_a_text_in_which_nothing_matches_has_no_matches(text: str) -> None:
    assert scan(read(text)) == {}
