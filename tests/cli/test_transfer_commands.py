"""`starl import`, `export` and `backup` as a person calls them, and the copy that is made once a day."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import click
import pyrage
import pytest
from click.testing import CliRunner, Result

from starl.cli.app import app
from starl.cli.journal import opened
from starl.errors import StarlError
from starl.export.write import export_zip
from starl.model.journal import Entry
from starl.store.backup import FOLDER, backups
from starl.store.store import open_store
from tests.export.samples import DAYONE, JRNL, JRNL_TIMES
from tests.store.records import entry, story


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The journal's folder, empty."""
    monkeypatch.setenv("STARL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("STARL_DATABASE", raising=False)
    monkeypatch.delenv("STARL_PASSPHRASE", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    return tmp_path / "home"


def starl(*args: object, answer: str = "", status: int = 0) -> Result:
    """Runs the command as `main` does, an error as its text."""
    done = CliRunner().invoke(app, [str(arg) for arg in args], input=answer, standalone_mode=False)
    if isinstance(done.exception, StarlError | click.ClickException):
        message = getattr(done.exception, "message", None) or str(done.exception)
        done = Result(done.runner, b"", message.encode(), message.encode(), None, 2, None)
    elif isinstance(done.exception, click.Abort):
        done = Result(done.runner, done.stdout_bytes, b"", done.output_bytes, None, 130, None)
    elif done.exception is None:
        done.exit_code = done.return_value or 0
    assert done.exit_code == status, (done.output, done.exception)
    return done


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    """A journal of jrnl."""
    path = tmp_path / "journal.txt"
    path.write_text(JRNL.format(*JRNL_TIMES["default"]), encoding="utf-8")
    return path


def _entries(home: Path) -> list[Entry]:
    with open_store(home / "journal.sqlite") as store:
        assert store.engine.check() == []
        return store.entries.select()


def test_a_dry_run_shows_and_changes_nothing(jrnl: Path, home: Path) -> None:
    done = starl("import", jrnl, "--dry-run", "--tag", "#old")
    assert done.stdout == (
        f"{jrnl} is a journal of jrnl.\n\n"
        "  2025-03-14 09:26  #database  #ops  #old\n"
        "  Dropped the wrong table. I ran the script on production.\n"
        "  The staging window had the same colours. @database @ops\n"
        "  Lesson: read the prompt twice. “Always”, said Ana.\n\n"
        "  2025-04-01 23:59  #old\n"
        "  Half a release? [2025-03-31 ticket] is not a date line.\n"
        "  [TODO] write the postmortem\n\n"
        "  2025-05-02 09:00  #starred  #old\n"
        "  Only a title\n\n"
        "This would add 5 entries. Nothing was changed.\n"
    )
    assert _entries(home) == []


def test_importing_says_what_was_there(jrnl: Path) -> None:
    assert starl("import", jrnl).stdout.endswith("Added 5 entries.\n")
    assert starl("import", jrnl).stdout.endswith("Added nothing; 5 entries were there already.\n")
    with jrnl.open("a", encoding="utf-8") as file:
        file.write("\n[2026-11-26 09:00] One more\n")
    assert starl("import", jrnl).stdout.endswith("Added 1 entry; 5 entries were there already.\n")


def test_what_is_left_out_is_named(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,text\nsoon,\x1b[2Ja\n2025-01-01,b\n", encoding="utf-8")
    done = starl("import", path, status=2)
    assert f"{path}:2: has the date 'soon', which cannot be read, and was left out\n" in done.stderr
    assert "1 remark above names what was left out. Mend it and import again" in done.stderr
    assert done.stdout.endswith("Added 1 entry.\n")


@pytest.mark.parametrize(
    ("name", "text", "args", "said"),
    [
        ("a.txt", "what is this", (), "say it with --from"),
        ("a.csv", "when,where\n", ("--from", "csv"), "the headings should name a date and what happened"),
        ("a.json", DAYONE, ("--from", "starl"), "is no export of starl"),
        ("a.age", "age-encryption.org/v1\n-> X25519 x\n", ("--tag", "x"), "taken in as it is"),
        ("a.age", "age-encryption.org/v1\n-> X25519 x\n", (), "name the file that has it with --identity"),
        ("a.age", "age-encryption.org/v1\n-> scrypt x 18\n", (), "set STARL_PASSPHRASE"),
    ],
)
def test_wrong_calls_of_import(
    tmp_path: Path, name: str, text: str, args: tuple[str, ...], said: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert said in starl("import", path, *args, status=2).output


def _fill(home: Path) -> tuple[str, str]:
    with open_store(home / "journal.sqlite") as store:
        kept = store.entries.add(entry(store, "Dropped the wrong table"))
        made = story(store, "The import")
        store.stories.save(made, "## Situation\nFirst.\n")
        store.stories.save(made, "## Situation\nSecond.\n")
    return kept.id, made.id


def test_out_and_into_another_home(home: Path, tmp_path: Path) -> None:
    _fill(home)
    done = starl("export", "--all", tmp_path / "out")
    assert done.stdout.startswith(f"{tmp_path / 'out'} has 1 entry, 1 story and 2 revisions.\n")
    other = tmp_path / "other"
    assert starl("import", tmp_path / "out", "--home", other).stdout.endswith(
        "Added 1 entry, 1 story and 2 revisions.\n"
    )
    assert _entries(other) == _entries(home)
    assert "--force replaces it" in starl("export", "--all", tmp_path / "out", status=2).output
    starl("export", "--all", tmp_path / "out", "--force")
    next((tmp_path / "out").glob("entries/*/*")).unlink()
    done = starl("import", tmp_path / "out", "--home", tmp_path / "third", status=2)
    assert ".md: is missing" in done.stderr
    assert done.stdout.endswith("Added 1 story and 2 revisions.\n")


@pytest.mark.parametrize("top", ["", "my journal/"])
def test_a_zip_file_is_taken_in(home: Path, tmp_path: Path, top: str) -> None:
    _fill(home)
    plain = BytesIO()
    with opened(None) as store:
        export_zip(store, plain, lambda: None)
    packed = tmp_path / "me.zip"
    with ZipFile(plain) as found, ZipFile(packed, "w") as made:
        for name in found.namelist():
            made.writestr(top + name, found.read(name))
    other = tmp_path / "other"
    assert starl("import", packed, "--home", other).stdout.endswith(
        "Added 1 entry, 1 story and 2 revisions.\n"
    )
    assert _entries(other) == _entries(home)
    packed.write_bytes(packed.read_bytes()[:-30])
    assert "is no whole zip archive" in starl("import", packed, "--home", other, status=2).stderr


def test_one_story(home: Path) -> None:
    _, identifier = _fill(home)
    assert starl("export", "--story", "the-import").stdout == "## Situation\nSecond.\n"
    data = json.loads(starl("export", "--story", identifier[:20], "--format", "json").stdout)
    assert [item["text"] for item in data["revisions"]] == [
        "## Situation\nFirst.\n",
        "## Situation\nSecond.\n",
    ]
    assert "no story" in starl("export", "--story", "zzzz", status=2).output
    assert "say what to export" in starl("export", status=2).output


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A public key, and the file with the private one."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("keys") / "key.txt"
    path.write_text(f"# created: today\n{identity}\n")
    return str(identity.to_public()), path


def test_an_export_for_a_key(home: Path, tmp_path: Path, keys: tuple[str, Path]) -> None:
    _fill(home)
    public, private = keys
    sealed = tmp_path / "out.tar.age"
    starl("export", "--all", tmp_path / "out", "--encrypt-to", public)
    if os.name != "nt":
        assert sealed.stat().st_mode & 0o777 == 0o600
    assert b"wrong table" not in sealed.read_bytes()
    plain = pyrage.decrypt(
        sealed.read_bytes(), [pyrage.x25519.Identity.from_str(private.read_text().split()[-1])]
    )
    with tarfile.open(fileobj=BytesIO(plain)) as tar:
        assert tar.getnames()[-2:] == ["SHA256SUMS", "manifest.json"]
    assert "--force" in starl("export", "--all", sealed, "--encrypt-to", public, status=2).output
    starl("export", "--all", sealed, "--encrypt-to", public, "--force")
    assert (
        "Added 1 entry, 1 story"
        in starl("import", sealed, "--identity", private, "--home", tmp_path / "b").stdout
    )
    sealed.write_bytes(sealed.read_bytes()[:-10])
    done = starl("import", sealed, "--identity", private, "--home", tmp_path / "c", status=2)
    assert "If it is, the file is damaged; nothing was taken from it" in done.output
    assert _entries(tmp_path / "c") == []
    assert (
        "no public key" in starl("export", "--all", tmp_path / "x", "--encrypt-to", "age1x", status=2).output
    )
    assert sorted(path.name for path in tmp_path.iterdir() if "partial" in path.name) == []


def test_a_passphrase(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an export and of a backup at once: working out the key takes seconds, by design."""
    _fill(home)
    monkeypatch.setenv("STARL_PASSPHRASE", "a long one")
    done = starl("backup", "--to", tmp_path / "disk", "--passphrase")
    (copy,) = (tmp_path / "disk").iterdir()
    assert f"{copy} is there" in done.stdout
    assert copy.name.endswith("-manual.sqlite.age")
    assert sorted(path.name for path in home.iterdir()) == ["journal.sqlite"]
    monkeypatch.setenv("STARL_PASSPHRASE", "a wrong one")
    assert "Is this the right passphrase?" in starl("backup", "restore", copy, "--yes", status=2).output
    (home / "journal.sqlite").write_bytes(b"damaged" * 9000)
    monkeypatch.setenv("STARL_PASSPHRASE", "a long one")
    starl("backup", "restore", copy, "--yes")
    assert [item.text for item in _entries(home)] == ["Dropped the wrong table"]
    assert [path.name for path in home.iterdir() if "replaced" not in path.name] == ["journal.sqlite"]


def test_without_pyrage(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    monkeypatch.setenv("STARL_PASSPHRASE", "x")
    for args in (("--passphrase",), ("--encrypt-to", "age1x")):
        done = starl("export", "--all", tmp_path / "out", *args, status=2)
        assert "pip install 'starl[encrypt]'" in done.output


def test_damage_and_back(home: Path, jrnl: Path) -> None:
    starl("import", jrnl)
    starl("backup")
    path = home / "journal.sqlite"
    newest = backups(path)[0]
    assert (newest.label, len(backups(path))) == ("manual", 2)
    path.write_bytes(b"damaged" * 9000)
    for args in (["export", "--all", home / "x"], ["import", jrnl], ["backup"]):
        done = starl(*args, status=2)
        assert "`starl backup restore`" in done.output
        assert str(path) in done.output
    assert f"{path}: not sound" in starl("backup", "check", status=1).stdout
    newest.path.write_bytes(newest.path.read_bytes()[:5000])
    assert starl("backup", "restore", answer="n\n", status=130)
    done = starl("backup", "restore", answer="y\n")
    assert f"{newest.path.name} is damaged too" in done.stderr
    kept = next(home.glob("journal-replaced-*"))
    assert f"What was there is kept as {kept}" in done.stdout
    assert kept.read_bytes() == b"damaged" * 9000
    assert len(_entries(home)) == 5
    newest.path.unlink()
    assert starl("backup", "check").stdout.count(": sound\n") == 2


def test_a_truncated_journal_can_be_put_back(home: Path, jrnl: Path) -> None:
    starl("import", jrnl)
    (home / "journal.sqlite").write_bytes(b"")
    assert "`starl backup restore`" in starl("import", jrnl, status=2).output
    (name,) = (item.path.name for item in backups(home / "journal.sqlite"))
    starl("backup", "restore", name.removesuffix(".sqlite"), "--yes")
    assert len(_entries(home)) == 5


def test_lists(home: Path, jrnl: Path) -> None:
    assert "no backups" in starl("backup", "list").stdout
    starl("import", jrnl)
    assert "  daily      journal-" in starl("backup", "list").stdout
    (row,) = json.loads(starl("backup", "list", "--format", "json").stdout)
    assert (row["label"], row["encrypted"], row["bytes"] > 10_000) == ("", False, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["backup"], "nothing to copy"), (["backup", "check"], "nothing to check"),
        (["backup", "restore"], "no sound backup"), (["backup", "restore", "x"], "there is no backup x"),
        (["backup", "--to", ".", "list"], "are for making a copy"),
        (["backup", "--passphrase", "--encrypt-to", "x"], "nothing to copy"),
        (["export", "--all", "x", "--passphrase", "--encrypt-to", "x"], "two ways"),
    ],
)  # fmt: skip
def test_wrong_calls(args: list[str], said: str) -> None:
    assert said in starl(*args, status=2).output


def test_a_journal_on_a_server_is_its_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARL_DATABASE", "postgresql://ann:secret@db.example/journal")
    done = starl("backup", status=2)
    assert "pg_dump" in done.output
    assert "secret" not in done.output


def test_a_copy_a_day(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever STARL_NOW says, the names of copies are true."""
    monkeypatch.setenv("STARL_NOW", "2030-01-01")
    for text in ("one", "two"):
        with opened(None) as store:
            store.entries.add(entry(store, text))
    (copy,) = backups(home / "journal.sqlite")
    assert abs(copy.made - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    assert copy.label == ""
    old = copy.path.with_name("journal-20200101T000000Z.sqlite")
    copy.path.rename(old)
    with opened(None):
        pass
    assert len(backups(home / "journal.sqlite")) == 2


def test_a_copy_that_fails_does_not_fail_the_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / FOLDER).write_text("a file where the folder should be")
    with opened(None) as store:
        store.entries.add(entry(store, "kept"))
    assert "the backup of today could not be made" in capsys.readouterr().err
    assert [item.text for item in _entries(home)] == ["kept"]


def test_no_copy_after_a_command_that_failed(home: Path) -> None:
    with pytest.raises(StarlError), opened(None):
        raise StarlError("no")
    assert backups(home / "journal.sqlite") == []


def test_a_killed_export_leaves_no_folder(home: Path, tmp_path: Path) -> None:
    with open_store(home / "journal.sqlite") as store:
        store.entries.add_many(entry(store, f"number {number}") for number in range(3000))
    program = "import sys; from starl.cli.start import main; main()"
    running = subprocess.Popen([sys.executable, "-c", program, "export", "--all", str(tmp_path / "out")])
    while not any(tmp_path.glob(".out.*.partial/entries")):
        assert running.poll() is None
    running.kill()
    running.wait()
    assert not (tmp_path / "out").exists()
    (left,) = tmp_path.glob(".out.*.partial")
    assert (
        "so it is no export of starl, or one that was interrupted"
        in starl("import", left, "--from", "starl", status=2).output
    )
