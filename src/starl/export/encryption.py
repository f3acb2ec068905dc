"""Encryption with age (age-encryption.org), through pyrage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from starl.errors import StarlError

SUFFIX = ".age"
_HEADER = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"


class Lock(NamedTuple):
    """Who may read what is encrypted: those with one of these keys, or whoever knows the passphrase."""

    recipients: tuple[str, ...] = ()
    """Public keys: `age1...` or `ssh-ed25519 ...`."""
    passphrase: str | None = None


class Key(NamedTuple):
    """What opens an encrypted file."""

    identities: str | None = None
    """The text of a file of private keys, as age-keygen or ssh-keygen writes it."""
    passphrase: str | None = None


def is_encrypted(path: Path) -> bool:
    """Whether a file is one of age."""
    with path.open("rb") as file:
        return file.read(64).startswith((_HEADER, _ARMOR))


def asks_for_passphrase(path: Path) -> bool:
    """Whether an encrypted file is opened by a passphrase, not by a key."""
    with path.open("rb") as file:
        return b"\n-> scrypt " in file.read(256)


def encrypt(plain: IO[bytes], sealed: IO[bytes], lock: Lock) -> None:
    """Encrypts a file. With a passphrase, all of it is in memory meanwhile.

    Raises StarlError for a key that is none, or where pyrage is missing.
    """
    pyrage = _pyrage()
    if lock.passphrase is not None:
        sealed.write(pyrage.passphrase.encrypt(plain.read(), lock.passphrase))
        return
    pyrage.encrypt_io(plain, sealed, recipients(lock.recipients))


def decrypt(sealed: Path, plain: IO[bytes], key: Key) -> None:
    """Decrypts a file. Raises StarlError where the key does not fit, or the file is damaged."""
    pyrage = _pyrage()
    try:
        if key.passphrase is not None:
            plain.write(pyrage.passphrase.decrypt(sealed.read_bytes(), key.passphrase))
        else:
            with sealed.open("rb") as file:
                pyrage.decrypt_io(file, plain, _identities(key.identities or ""))
    except (pyrage.DecryptError, OSError) as error:
        if getattr(error, "errno", None) is not None:
            raise
        what = "passphrase" if key.passphrase is not None else "key"
        raise StarlError(
            f"{sealed}: cannot be decrypted ({error}). Is this the right {what}? "
            "If it is, the file is damaged; nothing was taken from it"
        ) from None


def recipients(given: Sequence[str]) -> list[Any]:
    """The public keys of these texts. Raises StarlError for one that is none."""
    pyrage = _pyrage()
    found = []
    for text in given:
        kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
        try:
            found.append(kind.Recipient.from_str(text.strip()))
        except pyrage.RecipientError:
            raise StarlError(
                f"'{text:.60}' is no public key; write one that begins with age1 (age-keygen makes a pair), or ssh-ed25519"
            ) from None
    return found


def _identities(text: str) -> list[Any]:
    pyrage = _pyrage()
    try:
        if "PRIVATE KEY" in text:
            return [pyrage.ssh.Identity.from_buffer(text.encode())]
        lines = (line.strip() for line in text.splitlines())
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise StarlError(
            f"the file of private keys cannot be read ({error}); starl takes age's and ssh's"
        ) from None
    if not found:
        raise StarlError("the file of private keys has none in it")
    return found


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise StarlError(
            "encryption needs one more package; install it with `pip install 'starl[encrypt]'`"
        ) from None
    return pyrage
