"""Repositories of every kind: hostile, odd, broken off, rewritten, interrupted."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.inventory.git import history
from starl.inventory.git.cache import Cache, Commit
from starl.inventory.git.command import Git
from starl.inventory.git.message import Facts, facts
from starl.inventory.git.scan import Scanned, scan_repository
from starl.inventory.person import Person

from .repositories import NOW, Planted, git
from .test_git_signs import quiet, reland, revert, scanned

EVERYONE = Person(everyone=True)


def kept(path: Path) -> list[Commit]:
    """What the only cache beside a repository holds."""
    (file,) = (path.parent / "caches").glob("*.sqlite")
    cache = Cache(file)
    try:
        return list(cache.commits(None))
    finally:
        cache.close()


def shop(tmp_path: Path, *, bare: bool = False) -> Path:
    """A repository with one revert in it."""
    with Planted(tmp_path / "shop", bare=bare) as planted:
        revert(planted)
    return tmp_path / "shop"


@pytest.mark.parametrize("bare", [False, True])
def test_bare_or_not(tmp_path: Path, bare: bool) -> None:
    done = scanned(shop(tmp_path, bare=bare))
    assert (done.commits, done.mine, len(done.findings)) == (2, 2, 1)


def test_the_default_is_the_user_of_the_repository(tmp_path: Path) -> None:
    path = shop(tmp_path)
    nobody = scanned(path, Person())
    assert nobody.findings == []
    assert "say who you are with --author" in nobody.notes[0]
    git(path, "config", "user.email", "ann@example.org")
    assert len(scanned(path, Person()).findings) == 1


def test_no_commits_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "empty")
    done = scanned(tmp_path / "empty")
    assert done.commits == 0
    assert done.notes == ["empty has no commits yet"]


def test_a_shallow_clone_says_so(tmp_path: Path) -> None:
    path = shop(tmp_path)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{path}", "clone")
    done = scanned(tmp_path / "clone")
    assert done.commits == 1
    assert "shallow" in done.notes[0]
    assert done.findings[0].title == 'Revert "Use the new parser"'


def test_a_work_tree_and_a_submodule(tmp_path: Path) -> None:
    path = shop(tmp_path)
    git(path, "worktree", "add", "-q", "--detach", str(tmp_path / "beside"), "main")
    assert len(scanned(tmp_path / "beside").findings) == 1
    git(tmp_path, "init", "-q", "above")
    git(tmp_path / "above", "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(path), "below")
    assert len(scanned(tmp_path / "above" / "below").findings) == 1


def test_what_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "not" / ".git").mkdir(parents=True)
    with pytest.raises(StarlError, match="git could not read it"):
        scanned(tmp_path / "not")


def test_a_damaged_repository(tmp_path: Path) -> None:
    path = shop(tmp_path)
    for file in (path / ".git" / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"nonsense")
    with pytest.raises(StarlError, match="git could not read it"):
        scanned(path)


def test_any_bytes_in_names_and_messages(tmp_path: Path) -> None:
    with Planted(tmp_path / "shop") as planted:
        planted.commit("Gr\xfc\xdfe \x1b[31mrot\x00 zero".encode("latin-1"), '"\\303\\244 \\n\\t.py"', day=1)
        planted.commit(b'Revert "Gr\xfc\xdfe \x1b[31mrot', day=3)
        planted.commit("", day=4)
        planted.commit("a" * 40, "b" * 40, day=5, author="\u202eevil\u202c <ann@example.org>")
        planted.commit(f"Fix {'x' * 100_000}", "c.py", day=6, author="Ann Example <ANN@EXAMPLE.ORG>")
    done = scanned(tmp_path / "shop")
    assert done.mine == 5
    assert all(text.isprintable() for item in done.findings for text in (item.title, item.evidence[0].text))


HOSTILE = """
[core]
    fsmonitor = touch {0}/fsmonitor; false
    hooksPath = {0}/hooks
    pager = touch {0}/pager
    sshCommand = touch {0}/ssh
    attributesFile = {0}/attributes
[diff]
    external = touch {0}/external
[diff "evil"]
    textconv = touch {0}/textconv
    command = touch {0}/command
[filter "evil"]
    clean = touch {0}/clean
    smudge = touch {0}/smudge
[log]
    showSignature = true
[gpg]
    program = {0}/program
[remote "origin"]
    url = ext::touch {0}/remote
    promisor = true
    partialclonefilter = blob:none
[pager]
    log = touch {0}/pager-log
[alias]
    log = !touch {0}/alias
[format]
    pretty = short
[color]
    ui = always
"""


def test_a_hostile_repository_runs_nothing(tmp_path: Path) -> None:
    path = shop(tmp_path)
    trap = tmp_path / "trap"
    (trap / "hooks").mkdir(parents=True)
    program = trap / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}/ran\n")
    program.chmod(0o755)
    for name in ("post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction"):
        shutil.copy(program, trap / "hooks" / name)
    (path / ".gitattributes").write_text("* diff=evil filter=evil\n")
    before = sorted(entry.name for entry in trap.iterdir())
    with (path / ".git" / "config").open("a") as config:
        config.write(HOSTILE.format(trap))
    done = scanned(path)
    assert len(done.findings) == 1
    assert list(Git(path).fields("ls-files", "-z")) == []
    assert sorted(entry.name for entry in trap.iterdir()) == before


def test_the_environment_cannot_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shop(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch {tmp_path}/ran")
    assert len(scanned(path).findings) == 1
    assert not (tmp_path / "ran").exists()


def test_another_user_s_repository_is_told_how_to_be_trusted(tmp_path: Path) -> None:
    path = shop(tmp_path)
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(path, 12345, 12345)
    os.chown(path / ".git", 12345, 12345)
    with pytest.raises(StarlError, match=r"git config --global --add safe.directory"):
        scanned(path)


def test_the_cache_has_no_word_of_a_message_or_path(tmp_path: Path) -> None:
    with Planted(tmp_path / "shop") as planted:
        planted.commit("Unmistakable subject\n\nUnmistakable body, fixes #1", "unmistakable.py")
    scanned(tmp_path / "shop")
    for file in (tmp_path / "caches").iterdir():
        assert b"nmistakable" not in file.read_bytes()


def reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Scanned, list[str]]:
    """A scan, and the messages that it read."""
    read: list[str] = []

    def counting(message: str) -> Facts:
        read.append(message)
        return facts(message)

    monkeypatch.setattr(history, "facts", counting)
    done = scan_repository(path, path.parent / "caches", EVERYONE, NOW, lambda what, number: None)
    monkeypatch.undo()
    return done, read


def test_a_second_scan_reads_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shop(tmp_path)
    assert len(reading(path, monkeypatch)[1]) == 2
    assert len(reading(path, monkeypatch)[1]) == 0
    git(path, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "More")
    again, read = reading(path, monkeypatch)
    assert len(read) == 1
    assert again.commits == 3


def test_what_was_read_before_an_interruption_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Planted(tmp_path / "shop") as planted:
        quiet(planted)
        reland(planted)
    path = tmp_path / "shop"
    whole = scan_repository(path, tmp_path / "other", EVERYONE, NOW, lambda what, number: None)

    def stop(what: str, number: int) -> None:
        if number >= 20:
            raise KeyboardInterrupt

    monkeypatch.setattr(history, "BATCH", 10)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            scan_repository(path, tmp_path / "caches", EVERYONE, NOW, stop)
    monkeypatch.undo()
    done, read = reading(path, monkeypatch)
    assert len(read) < 43 - 40 + 1
    assert done == whole


def test_a_rewritten_history_is_forgotten(tmp_path: Path) -> None:
    path = shop(tmp_path)
    assert len(scanned(path).findings) == 1
    git(path, "reset", "-q", "--hard", "HEAD~1")
    done = scanned(path)
    assert (done.commits, done.findings) == (1, [])
    assert [commit.sha for commit in kept(path)] == [git(path, "rev-parse", "HEAD")]


def test_a_history_whose_commits_are_gone_is_read_anew(tmp_path: Path) -> None:
    path = shop(tmp_path)
    scanned(path)
    shutil.rmtree(path)
    with Planted(path) as planted:
        planted.commit("Another one")
    assert scanned(path).commits == 1


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = shop(tmp_path)
    scanned(path)
    (file,) = (tmp_path / "caches").glob("*.sqlite")
    file.write_bytes(content)
    assert len(scanned(path).findings) == 1


def test_a_cache_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = shop(tmp_path)
    scanned(path)
    (file,) = (tmp_path / "caches").glob("*.sqlite")
    connection = sqlite3.connect(file)
    connection.execute("UPDATE commits SET flags = 0")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    assert len(scanned(path).findings) == 1


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shop(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StarlError, match="git is not on the PATH"):
        scanned(path)
