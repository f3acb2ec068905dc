"""Passwords: argon2 by its library, and which ones are taken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from starl.errors import StarlError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 200
"""Characters of a password (OWASP ASVS 2.1.1 and 2.1.2)."""
_COMMON = [
    "password",
    "passwort",
    "passwords",
    "qwerty",
    "qwertz",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "abc123",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "princess",
    "sunshine",
    "superman",
    "trustno1",
    "changeme",
    "secret",
    "default",
    "master",
    "login",
    "hello",
    "starl",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r",
    "1qaz2wsx",
    "q1w2e3r4",
    "qwertyuiop",
    "correcthorsebatterystaple",
]
"""What guessers try first; twelve characters leave only these with something around them."""


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise StarlError(
            "a shared server needs more packages; install them with `pip install 'starl[server]'`"
        ) from None
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")


def encoded(password: str) -> str:
    """A password as it is kept: argon2id with the library's parameters (RFC 9106, the second choice there)."""
    return _hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether this is the password; as slow for somebody who has none, so that the time tells nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether the parameters have grown since."""
    return _hasher().check_needs_rehash(kept)


def check_password(password: str, *known: str) -> None:
    """Raises StarlError for a password that is too short, too long, or tried first. known: the person's address, name."""
    if len(password) < LEAST:
        raise StarlError(f"this password is too short; take {LEAST} characters or more, such as four words")
    if len(password) > MOST:
        raise StarlError(f"this password is too long; take {MOST} characters at most")
    plain = "".join(character for character in password.lower() if character.isalnum())
    words = [*_COMMON, *(part for text in known for part in _parts(text))]
    rest = plain
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(set(plain)) < 5 or len(rest.strip("0123456789")) < 3:
        raise StarlError(
            "this password is one of the first that somebody would guess; take four words that do not belong together"
        )


def _parts(text: str) -> list[str]:
    return [part for part in text.lower().replace("@", " ").replace(".", " ").split() if len(part) > 3]
