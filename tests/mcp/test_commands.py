"""`starl mcp ...` as the person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.assistant.permission import TOOLS
from tests.cli.conftest import Run, home, run
from tests.mcp.assistants import Person, call

__all__ = ["home", "run"]


def test_what_is_allowed_is_told(run: Run) -> None:
    assert all(f"off      {name}" in run("mcp", "status").out for name in TOOLS)
    out = run("mcp", "allow", "list_due", "portfolio").out
    assert "allowed  list_due" in out
    assert "off      search_journal" in out
    assert "allowed  list_due" not in run("mcp", "deny", "list_due").out
    assert "allowed" not in run("mcp", "deny").out
    assert run("mcp", "allow", "all").err == (
        f"there is no 'all' to allow or deny; there are {', '.join(TOOLS)}"
    )
    assert run("mcp", "allow").status == 2
    assert "given out" in run("mcp", "names", "give").out
    assert "taken out" in run("mcp", "names", "hide").out


def _proposed(home: Path, *texts: str) -> None:
    person = Person(home)
    person.allows("log_entry")

    async def script(client: object) -> None:
        for text in texts:
            await call(client, "log_entry", text=text)  # type: ignore[arg-type]

    person.talk(script, can_ask=False)


def test_proposals_are_shown_and_decided(run: Run, home: Path) -> None:
    assert run("mcp", "pending").out == "Nothing waits for you.\n"
    _proposed(home, "I broke\x1b[31m it", "Another", "A third")
    assert "  1  2026-05-01" in run("mcp", "pending").out
    shown = run("mcp", "pending", "1", stdin="\n")
    assert "I broke␛[31m it" in shown.out
    assert "It still waits" in shown.out
    assert run("entries", "--format", "json").out.count('"id"') == 0
    assert "Written: " in run("mcp", "pending", "1", stdin="y\n").out
    assert "Written: " in run("mcp", "pending", "2", "--keep").out
    assert run("mcp", "pending", "3", "--drop").out == "Thrown away. Nothing was written.\n"
    assert run("entries", "--format", "json").out.count('"id"') == 2
    assert run("mcp", "pending").out == "Nothing waits for you.\n"


@pytest.mark.parametrize(
    "arguments", [("7",), ("7", "--keep"), ("7", "--drop"), ("--keep",), ("1", "--keep", "--drop")]
)
def test_a_proposal_that_is_not_there(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("mcp", "pending", *arguments)
    assert done.status == 2
    assert "no proposal has the number 7" in done.err or "give a number" in done.err


def test_the_log_is_shown(run: Run, home: Path) -> None:
    assert "No assistant has asked" in run("mcp", "log").out
    _proposed(home, "I broke it")
    assert run("mcp", "log").out == "2026-05-01 09:30:00  log_entry         waiting\n"


def test_the_token_is_printed(run: Run) -> None:
    first = run("mcp", "token").out
    assert len(first.strip()) >= 32
    assert run("mcp", "token").out == first
    assert run("mcp", "token", "--new").out != first


def test_without_the_package_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starl.cli.mcp.find_spec", lambda name: None)
    assert "pip install 'starl[mcp]'" in run("mcp").err
    assert run("mcp", "status").status == 0
