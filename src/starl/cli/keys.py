"""Options for encryption: who may read a file, and how to open one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from starl.export.encryption import Key, Lock, asks_for_passphrase, recipients

F = TypeVar("F", bound=Callable[..., Any])
PASSPHRASE = "STARL_PASSPHRASE"  # noqa: S105 (the name of a variable)


def lock_options(command: F) -> F:
    """--encrypt-to and --passphrase, for `lock_of`."""
    to = click.option(
        "--encrypt-to",
        multiple=True,
        metavar="KEY",
        help="Encrypt with age for whoever has the private key of this public one (age1..., ssh-ed25519 ...).",
    )
    word = click.option(
        "--passphrase", is_flag=True, help=f"Encrypt with age and a passphrase, asked for or in {PASSPHRASE}."
    )
    return to(word(command))


identity_option = click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file of private keys that opens an encrypted one.",
)


def lock_of(encrypt_to: tuple[str, ...], passphrase: bool) -> Lock | None:
    """What the options say; None where nothing is to be encrypted. Raises UsageError where they contradict."""
    if encrypt_to and passphrase:
        raise click.UsageError("--encrypt-to and --passphrase are two ways; age takes one of them for a file")
    if encrypt_to:
        recipients(encrypt_to)
        return Lock(encrypt_to)
    return Lock(passphrase=_passphrase(confirm=True)) if passphrase else None


def key_for(path: Path, identity: Path | None) -> Key:
    """What opens this file: its passphrase, or the private keys of a file. Raises UsageError where there is none."""
    if asks_for_passphrase(path):
        return Key(passphrase=_passphrase(confirm=False))
    if identity is None:
        raise click.UsageError(f"{path} is encrypted for a key; name the file that has it with --identity")
    return Key(identities=identity.read_text(encoding="utf-8", errors="replace"))


def _passphrase(*, confirm: bool) -> str:
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(f"there is no terminal to ask for the passphrase at; set {PASSPHRASE}")
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return asked
