"""The server's secret, which signs sessions, and the optional password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from starl.errors import StarlError

FILE = "web-secret"
PASSWORD_FILE = "web-password"  # noqa: S105
_COST, _BLOCK, _PARALLEL = 1 << 15, 8, 1
"""scrypt's parameters: 32 MB, about 0.1 s; the OWASP cheat sheet on storing passwords names equals of them."""


def session_secret(home: Path) -> str:
    """The random secret of this home, made at the first use; only its owner may read the file.

    Raises StarlError where it cannot be read or made.
    """
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            secret = path.read_text(encoding="ascii").strip()
            if len(secret) >= 32:
                return secret
            path.unlink()
            return session_secret(home)
        secret = secrets.token_urlsafe(48)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
    except (OSError, ValueError) as error:
        raise StarlError(f"{path}: the server's secret can be neither read nor made ({error})") from error
    return secret


def new_salt() -> bytes:
    """Random bytes for a password that is new."""
    return secrets.token_bytes(16)


def hash_password(password: str, salt: bytes) -> str:
    """A password as it is kept: scrypt, with its salt."""
    digest = hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=1 << 27)
    return "$".join(("scrypt", base64.b64encode(salt).decode(), base64.b64encode(digest).decode()))


def is_password(password: str, kept: str) -> bool:
    """Whether this is the password that `hash_password` made `kept` of."""
    kind, _, rest = kept.partition("$")
    salt = base64.b64decode(rest.partition("$")[0])
    return kind == "scrypt" and hmac.compare_digest(hash_password(password, salt), kept)


def kept_password(home: Path) -> str | None:
    """The hash of the password that is set, or None."""
    try:
        return (home / PASSWORD_FILE).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def set_password(home: Path, password: str | None) -> None:
    """Sets the password of this home, or takes it away."""
    path = home / PASSWORD_FILE
    if password is None:
        path.unlink(missing_ok=True)
        return
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(hash_password(password, new_salt()))
