"""`starl backup`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from starl.cli.journal import home_option, journal_file
from starl.cli.keys import identity_option, key_for, lock_of, lock_options
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.export.encryption import SUFFIX, Lock, decrypt, is_encrypted
from starl.store.backup import FOLDER, Backup, backups, check_file, described, restore, save_copy

_LABEL = "manual"


@click.group(invoke_without_command=True)
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Into this folder, such as one on another disk. [the folder backups beside the journal]",
)  # fmt: skip
@lock_options
@home_option
@click.pass_context
def command(
    ctx: click.Context, folder: Path | None, encrypt_to: tuple[str, ...], passphrase: bool, home: str | None
) -> int:
    """Make a copy of the journal now.

    Once a day a command that uses the journal makes one by itself, and keeps the newest of 7 days, 4 weeks and 12
    months. Those that you make here stay until you remove them.
    """
    ctx.obj = home
    if ctx.invoked_subcommand:
        if folder or encrypt_to or passphrase:
            raise click.UsageError("--to, --encrypt-to and --passphrase are for making a copy")
        return 0
    journal = journal_file(home)
    if not journal.exists():
        raise StarlError(f"{journal}: there is no journal yet, so there is nothing to copy")
    lock = lock_of(encrypt_to, passphrase)
    made = _sealed_copy(journal, folder, lock) if lock else save_copy(journal, _LABEL, folder=folder)
    problems = [] if lock else check_file(made)
    if problems:
        raise StarlError(
            f"{made}: the copy is not sound ({problems[0]}), so the journal is not either. {_ADVICE}"
        )
    click.echo(f"{shown(str(made))} is there ({_size(made)}).")
    return 0


_ADVICE = (
    "See `starl backup check`, and `starl backup restore` to put a sound copy back; the damaged file is kept"
)


def _sealed_copy(journal: Path, folder: Path | None, lock: Lock) -> Path:
    """An encrypted copy. The plain one on the way is beside the journal, never in a folder that may be synchronised."""
    from starl.export.sealed import seal

    with TemporaryDirectory(dir=journal.parent, prefix=".backup-") as place:
        plain = save_copy(journal, _LABEL, folder=Path(place))
        problems = check_file(plain)
        if problems:
            raise StarlError(f"{journal}: is not sound ({problems[0]}). {_ADVICE}")
        made = (folder or journal.parent / FOLDER) / (plain.name + SUFFIX)
        with plain.open("rb") as file:
            seal(file, made, lock)
    return made


@command.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@home_option
@click.pass_obj
def list_(above: str | None, form: str, home: str | None) -> int:
    """The copies beside the journal, the newest first."""
    journal = journal_file(home or above)
    found = backups(journal)
    if form == "json":
        rows = [
            {"path": str(item.path), "made": item.made.isoformat(), "label": item.label, "encrypted": item.encrypted,
             "bytes": item.path.stat().st_size}
            for item in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, indent=2))
        return 0
    if not found:
        click.echo(
            f"There are no backups in {shown(str(journal.parent / FOLDER))} yet; `starl backup` makes one."
        )
    for item in found:
        click.echo(f"{_when(item.made)}  {_size(item.path):>8}  {_kind(item):<9}  {item.path.name}")
    return 0


@command.command("restore")
@click.argument("name", required=False, metavar="[NAME|FILE]")
@click.option("--yes", is_flag=True, help="Do not ask.")
@identity_option
@home_option
@click.pass_obj
def restore_(above: str | None, name: str | None, yes: bool, identity: Path | None, home: str | None) -> int:
    """Put a copy in the place of the journal; the newest sound one, where none is named.

    NAME is one that `starl backup list` shows; FILE is a copy anywhere else, also encrypted. What is replaced is kept
    beside the journal.
    """
    journal = journal_file(home or above)
    chosen = _named(journal, name) if name else _newest_sound(journal)
    key = key_for(chosen, identity) if is_encrypted(chosen) else None
    there = " The journal that is there now is kept beside it." if journal.exists() else ""
    if not yes:
        click.confirm(f"Put back {shown(str(chosen))}, {_made(chosen)}?{there}", abort=True)
    now = dt.datetime.now(dt.UTC)
    if key is None:
        replaced = restore(journal, chosen, now)
    else:
        journal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(dir=journal.parent, prefix=".restore-") as place:
            plain = Path(place) / "journal.sqlite"
            with plain.open("wb") as file:
                decrypt(chosen, file, key)
            replaced = restore(journal, plain, now)
    click.echo(f"{shown(str(journal))} is the journal of {_made(chosen)} again.")
    if replaced:
        click.echo(f"What was there is kept as {shown(str(replaced))}; whatever came later is only in that.")
    return 0


@command.command("check")
@home_option
@click.pass_obj
def check_(above: str | None, home: str | None) -> int:
    """Look whether the journal and its copies are sound. Exit status 1 where one is not."""
    journal = journal_file(home or above)
    found = backups(journal)
    if not journal.exists() and not found:
        raise StarlError(f"{journal}: there is no journal yet, so there is nothing to check")
    problems = _faults(journal)
    click.echo(f"{shown(str(journal))}: {'sound' if not problems else 'not sound'}")
    for problem in problems:
        click.echo(f"  {shown(problem)}")
    damaged = 0
    for item in found:
        wrong = [] if item.encrypted else check_file(item.path)
        damaged += bool(wrong)
        said = (
            "encrypted, not looked into" if item.encrypted else f"not sound: {wrong[0]}" if wrong else "sound"
        )
        click.echo(f"{item.path.name}: {shown(said)}")
    if problems:
        click.echo(_ADVICE + ".")
    return 1 if problems or damaged else 0


def _faults(journal: Path) -> list[str]:
    from starl.store.store import open_engine

    try:
        with open_engine(journal) as engine:
            return engine.check()
    except StarlError as error:
        return [str(error)]


def _named(journal: Path, name: str) -> Path:
    inside = journal.parent / FOLDER / name
    for path in (inside, Path(f"{inside}.sqlite"), Path(name)):
        if path.is_file():
            return path
    raise click.UsageError(
        f"there is no backup {shown(name)}; `starl backup list` shows those that there are"
    )


def _newest_sound(journal: Path) -> Path:
    for item in backups(journal):
        if item.encrypted:
            continue
        problems = check_file(item.path)
        if not problems:
            return item.path
        click.echo(
            f"{item.path.name} is damaged too ({shown(problems[0])}); looking at the one before.", err=True
        )
    raise StarlError(
        f"{journal.parent / FOLDER}: there is no sound backup; name one elsewhere, or an encrypted one: "
        "`starl backup restore FILE`"
    )


def _made(path: Path) -> str:
    """When a copy was made: by its name, else by the file's time."""
    item = described(path)
    return _when(item.made if item else dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))


def _when(moment: dt.datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _kind(item: Backup) -> str:
    return "encrypted" if item.encrypted else item.label or "daily"


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1000:.0f} kB"
