"""Identifiers that sort by the time at which they were made.

An id is 26 characters of Crockford's base 32 in lower case: 48 bits of milliseconds since 1970, then 80 bits of
randomness. The clock and the randomness are the caller's, so that the same input gives the same id.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
ENTROPY_BYTES = 10

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENTROPY_BITS = 8 * ENTROPY_BYTES
_TOP = 1 << (48 + _ENTROPY_BITS)


def make_id(moment: datetime, entropy: bytes, after: str | None = None) -> str:
    """An id for this moment (with its time zone) out of `ENTROPY_BYTES` random bytes.

    after: the id made before; where its millisecond is the same, the new id is the next higher one, so that ids of
    one maker never sort against the order in which they were made.

    Raises ValueError for a moment before 1970 or after 10889, or for a wrong number of bytes.
    """
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"an id takes {ENTROPY_BYTES} random bytes, not {len(entropy)}")
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError(f"no id can be made for {moment.isoformat()}")
    number = milliseconds << _ENTROPY_BITS | int.from_bytes(entropy, "big")
    if after is not None:
        last = _number(after)
        if last >> _ENTROPY_BITS == milliseconds:
            number = min(last + 1, _TOP - 1)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def moment_of(identifier: str) -> datetime:
    """When an id was made, in UTC, to the millisecond. Raises ValueError for what is no id."""
    return _EPOCH + timedelta(milliseconds=_number(identifier) >> _ENTROPY_BITS)


def is_id(text: str) -> bool:
    """Whether this is a whole id."""
    return len(text) == LENGTH and text[0] in "01234567" and all(char in ALPHABET for char in text)


def _number(identifier: str) -> int:
    if not is_id(identifier):
        raise ValueError(f"'{identifier}' is not an id")
    number = 0
    for char in identifier:
        number = number << 5 | ALPHABET.index(char)
    return number
