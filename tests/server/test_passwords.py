"""Which passwords are taken."""

from __future__ import annotations

import pytest

from starl.errors import StarlError
from starl.server.passwords import check_password, encoded, fits


@pytest.mark.parametrize(
    "password",
    [
        "four words like these",
        "üñïçødé ☂ is fine too",
        "        eleven spaces and",
        "x9$kQ2!mZ7#p",
        "a" * 20 + "bcdefg" * 30,
    ],
)
def test_what_is_taken_counts_to_its_last_character(password: str) -> None:
    check_password(password, "ann@example.org", "Ann")
    kept = encoded(password)
    assert fits(password, kept)
    assert not fits(password[:-1], kept)
    assert not fits(password + " ", kept)
    assert kept.startswith("$argon2id$") and password not in kept


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "passwordpassword",
        "Password123456",
        "password-letmein-1",
        "111111111111",
        "qwertyuiop12",
        "x" * 201,
    ],
)
def test_what_is_refused(password: str) -> None:
    with pytest.raises(StarlError, match="password"):
        check_password(password, "ann@example.org", "Ann")


def test_somebody_without_a_password_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not fits("", None)
    assert not fits("nobody has this password", None)
