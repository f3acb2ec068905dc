"""Numbers as people write and say them: `2,100`, `12k`, `forty-two`, `nine hundred and fifty`."""

from __future__ import annotations

from starl.text.lazy import lazy

_TWO_TO_NINETEEN = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = dict(zip(_TWO_TO_NINETEEN.split(), range(2, 20), strict=True))
_TENS = dict(zip(_TENS_WORDS.split(), range(20, 100, 10), strict=True))
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
}
_SMALL = {"a": 1, "one": 1} | _UNITS | _TENS

_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:one|{_UNIT_WORDS}))?|{_UNIT_WORDS}|(?:a|one) (?:hundred|thousand|dozen|million)|dozen)"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?(?:(?: )?(?:k|thousand|million|billion)\b)?|{_WORDS}(?: (?:dozen|hundred|thousand|million)){{0,2}}(?: (?:and )?{_WORDS})?)"
"""A number from two up, in RE2 and Python syntax, for lower-case text."""

_PIECE = lazy(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def value(number: str) -> float | None:
    """The value of a text that `NUMBER` matches; None where it is no number that we can read.

    >>> value("nine hundred and fifty"), value("12k"), value("2,100"), value("forty-two")
    (950, 12000, 2100, 42)
    """
    total: float = 0
    part: float = 0
    seen = False
    for piece in _PIECE.findall(number):
        if piece[0].isdigit():
            part += float(piece.replace(",", ""))
        elif piece in _SMALL:
            part += _SMALL[piece]
        elif piece in _SCALES:
            scale = _SCALES[piece]
            if scale <= 100:
                part = (part or 1) * scale
            else:
                total += (part or 1) * scale
                part = 0
        elif piece != "and":
            return None
        seen = True
    result = total + part
    if not seen:
        return None
    return int(result) if result == int(result) else result
