"""Where the journal is: option, environment, platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.store.home import FILE, is_address, journal_home, journal_location

ADDRESS = "postgresql://ann@db.example/journal"


def test_the_option_wins() -> None:
    environ = {"STARL_HOME": "/other", "STARL_DATABASE": ADDRESS}
    assert journal_location("/here", environ) == str(Path("/here") / FILE)
    assert journal_location(None, environ) == ADDRESS
    assert journal_location(None, {"STARL_HOME": "/other"}) == str(Path("/other") / FILE)
    assert journal_home(None, environ) == Path("/other")


def test_the_platform_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert journal_home(None, {}).name == "starl"
    assert journal_location(None, {}) == str(journal_home(None, {}) / FILE)


def test_the_home_sign_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert journal_home("~/journal", {}) == Path("~/journal").expanduser()


def test_addresses() -> None:
    assert is_address(ADDRESS)
    assert is_address("postgres://db.example/journal")
    assert not is_address("/home/ann/journal.sqlite")
    with pytest.raises(StarlError, match="is no PostgreSQL address"):
        journal_location(None, {"STARL_DATABASE": "mysql://db.example/journal"})
