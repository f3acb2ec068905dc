"""Numbers with what they count, as they are written and as they are said."""

from __future__ import annotations

import re
from typing import NamedTuple

from starl.coach.figures import value
from starl.text.lazy import lazy

_SMALL = (
    "two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve|thirteen|fifteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE = "dozen|hundred|thousand|million|billion"
_SPELT = rf"(?:(?:a|one) (?:{_SCALE})|{_SMALL}|{_SCALE})\b(?:(?:-| and | )(?:{_SMALL}|one|{_SCALE})\b)*"
_NUMBER = rf"\d[\d,]*(?:\.\d+)?(?: ?(?:k|m|bn|{_SCALE})\b)?|{_SPELT}"
_FIND = lazy(
    r"(?P<money>[$€£] ?)?(?P<about>\b(?:about|around|roughly|nearly|almost|some|over|under|approximately|close to|"
    r"more than|less than|just over|just under|up to|maybe|like) )?(?<![\w.:])(?:(?P<part>half|a third|one third|two thirds|"
    r"a quarter|one quarter|three quarters|three-quarters|a fifth|a tenth)\b(?P<of>(?: (?:an?|of|the))*)|"
    rf"(?P<number>{_NUMBER})(?: point (?P<decimal>[a-z]+))?(?P<half> and a half(?: (?P<scale>{_SCALE})\b)?)?)(?!\w|[.:]\d)"
    r"(?P<unit> ?(?:%|per ?cent\b|[$€£])|[- ][a-z]+)?"
)
_PARTS = {
    "half": 1 / 2,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "two thirds": 2 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "three quarters": 3 / 4,
    "three-quarters": 3 / 4,
    "a fifth": 1 / 5,
    "a tenth": 1 / 10,
}
_DIGIT_WORDS = "zero one two three four five six seven eight nine"
_DIGITS = dict(zip(_DIGIT_WORDS.split(), range(10), strict=True))
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
}
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}
_LINKS = (
    "of in and or to at by from the a an with on for into per that which who were was is are had have but so then "
    "when after before about until as he she it they we i you my our their his her its we're"
)
_NO_UNIT = frozenset(_LINKS.split())
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NEAR, _ROUGH = 0.005, 0.12
"""How far two numbers may lie apart and be the same, and where one of them is only said to be near."""
_WORD = re.compile(rf"\d|^(?:half|{_SMALL}|{_SCALE})\b")
_CENTURY = re.compile(r"(nineteen|twenty) (\w+(?:[- ]\w+)?)")


class ToldNumber(NamedTuple):
    """A number in a text."""

    amount: float
    """Of a share in percent, of a time in seconds, else as it was said."""
    unit: str
    """`%`, `time`, `dollar`, the thing that is counted in the singular; empty where none follows."""
    rough: bool
    """Whether it is said to be near only."""
    text: str
    """As it stands there."""
    start: int
    """Where it begins, in code points."""
    each: int = 1
    """The seconds in the unit of a time, so that `8` and `eight hours` are seen to be the same."""

    def same(self, other: ToldNumber) -> bool:
        """Whether both say the same amount; the units may be unsaid in one."""
        if self.unit != other.unit and self.unit and other.unit and not self._counted(other):
            return False
        mine, theirs = self.amount, other.amount
        if not (self.unit and other.unit):
            mine, theirs = mine / self.each, theirs / other.each
        reach = _ROUGH if self.rough or other.rough else _NEAR
        return abs(mine - theirs) <= reach * max(abs(mine), abs(theirs))

    def _counted(self, other: ToldNumber) -> bool:
        """Whether both count things: people call the same things by more than one name."""
        return not ({self.unit, other.unit} & {"%", "time", *_MONEY.values()})


def told_numbers(plain: str) -> list[ToldNumber]:
    """The numbers of lower-case text, in order. 1 counts only as a digit: `one` is seldom a number."""
    found: list[ToldNumber] = []
    for match in _FIND.finditer(plain):
        number = _number(match)
        if number is not None:
            found.append(number)
    return found


def is_number_word(word: str) -> bool:
    """Whether a word begins a number, as digits or in letters; `one` does not."""
    return bool(_WORD.search(word))


def _number(match: re.Match[str]) -> ToldNumber | None:
    unit = _unit(match["unit"])
    rough = bool(match["about"])
    text = match[0].strip()
    if match["part"]:
        return _part(match, unit, text)
    amount = _year(match["number"]) or value(match["number"])
    if amount is None:
        return None
    if match["decimal"]:
        if match["decimal"] not in _DIGITS:
            return None
        amount += _DIGITS[match["decimal"]] / 10
    if match["half"]:
        amount = (amount + 0.5) * _SCALES.get(match["scale"], 1)
    if unit in _SCALES:
        amount, unit = amount * _SCALES[unit], ""
    if match["money"]:
        unit = _MONEY[match["money"].strip()]
    if unit in _SECONDS:
        return ToldNumber(amount * _SECONDS[unit], "time", rough, text, match.start(), _SECONDS[unit])
    if not unit and match["unit"] and text.rpartition(" ")[2] not in _SCALES:
        text = text.removesuffix(match["unit"].strip()).strip()
    return ToldNumber(amount, unit, rough, text, match.start())


def _part(match: re.Match[str], unit: str, text: str) -> ToldNumber | None:
    """`half an hour` is a time, `half a million` an amount, `a third of them` a share."""
    share = _PARTS[match["part"]]
    named = unit if match["of"] and "of" not in match["of"].split() else ""
    if named in _SECONDS:
        return ToldNumber(share * _SECONDS[named], "time", False, text, match.start())
    if named in _SCALES:
        return ToldNumber(share * _SCALES[named], "", True, text, match.start())
    return ToldNumber(share * 100, "%", True, match["part"], match.start())


def _unit(said: str | None) -> str:
    word = (said or "").strip(" -")
    if word in ("%", "percent", "per cent"):
        return "%"
    if word in _MONEY:
        return _MONEY[word]
    if not word or word in _NO_UNIT:
        return ""
    return (
        word[:-3] + "y"
        if word.endswith("ies")
        else word[:-1]
        if word.endswith("s") and not word.endswith("ss")
        else word
    )


def _year(said: str) -> int | None:
    """`nineteen ninety-nine` and `twenty twenty-four`."""
    match = _CENTURY.fullmatch(said)
    rest = value(match[2]) if match else None
    if match is None or rest is None or not 10 <= rest < 100:
        return None
    return (1900 if match[1] == "nineteen" else 2000) + int(rest)
