"""A journal of the command line, in a home of its own, with the real program in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from starl.cli.app import app
from starl.errors import StarlError
from tests.store.conftest import database, schema

__all__ = ["database", "schema"]


class Done(NamedTuple):
    """What a run came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs starl on a Friday, half past nine. `editor` is a program that is given the path of the draft."""
    monkeypatch.setenv("STARL_NOW", "2026-05-01T09:30")
    monkeypatch.setenv("STARL_HOME", str(home))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("EDITOR", "false")
    for name in ("STARL_DATABASE", "VISUAL", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str, stdin: str | bytes = "", editor: str | None = None, **env: str) -> Done:
        given = env | ({"EDITOR": editor} if editor else {})
        done = CliRunner().invoke(app, args, input=stdin, env=given, standalone_mode=False)
        if isinstance(done.exception, (StarlError, click.ClickException)):
            said = (
                done.exception.message
                if isinstance(done.exception, click.ClickException)
                else str(done.exception)
            )
            return Done(2, done.stdout, done.stderr + said)
        if done.exception is not None:
            raise done.exception
        return Done(done.return_value or 0, done.stdout, done.stderr)

    return call
