"""How often the first follow-up digs where the weakness was planted: `python -m starl.training.follow_eval [SET]`."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from starl.coach.weaknesses import kin
from starl.model.mock import Mock, Said, Stage, Strictness, Weakness
from starl.model.question import Question, Theme
from starl.model.report import Pitfall
from starl.practice.mock import answer, begin, put
from starl.training.corpus import CORPUS, split

WHOLE = "whole"
"""The kind of an answer in which nothing was planted."""


class Planted(NamedTuple):
    """An answer of corpus/planted.toml."""

    kind: str
    """A weakness, or `whole`."""
    text: str
    reply: str | None
    """A reply that closes the weakness."""


class Outcome(NamedTuple):
    """What the interviewer did with one."""

    planted: Planted
    first: str
    """What the first follow-up dug for; `whole` where there was none."""
    again: bool | None
    """Whether the same weakness was dug for again after the reply; None without a reply, or where it was not found."""
    second: str
    """What the second follow-up dug for where the person passed on the first; `whole` where there was none."""


def planted(name: str, corpus: Path = CORPUS) -> list[Planted]:
    """The answers of a set, `tune` or `test`."""
    tables = tomllib.loads((corpus / "planted.toml").read_text(encoding="utf-8"))[name]
    return [Planted(table["kind"], table["text"], table.get("reply")) for table in tables]


def follow(one: Planted) -> Outcome:
    """An interview of one question with this answer, as the usual interviewer leads it."""
    mock = put(begin([_question()], strictness=Strictness.USUAL, seed="eval"))
    mock = answer(mock, Said(one.text))
    first = _kind(mock)
    again = None
    if one.reply is not None and first == one.kind:
        again = _kind(answer(mock, Said(one.reply))) == one.kind
    second = WHOLE if first == WHOLE else _kind(answer(mock, Said("")))
    return Outcome(one, first, again, second)


def _kind(mock: Mock) -> str:
    if mock.stage is not Stage.FOLLOWING_UP or mock.follow_up is None:
        return WHOLE
    return mock.follow_up.kind.value if mock.follow_up.kind else "own"


def _question() -> Question:
    return Question("eval", "Tell me about a failure.", Theme.FAILURE, "", ())


def share(outcomes: list[Outcome]) -> float:
    """The share of planted weaknesses that the first follow-up targets, 0..1."""
    those = [one for one in outcomes if one.planted.kind != WHOLE]
    return sum(one.first == one.planted.kind for one in those) / len(those)


def share_near(outcomes: list[Outcome]) -> float:
    """The share that the first follow-up targets, or whose part of the story it asks for, 0..1."""
    those = [one for one in outcomes if one.planted.kind != WHOLE]
    return sum(_near(one.planted.kind, one.first) for one in those) / len(those)


def share_two(outcomes: list[Outcome]) -> float:
    """The share of planted weaknesses that one of the usual two follow-ups targets, 0..1."""
    those = [one for one in outcomes if one.planted.kind != WHOLE]
    return sum(one.planted.kind in (one.first, one.second) for one in those) / len(those)


def _near(kind: str, first: str) -> bool:
    kinds = [known for name in (kind, first) for known in Weakness if known.value == name]
    return kind == first or (len(kinds) == 2 and kin(kinds[0], kinds[1]))


_LEARNING = ("no_learning", "platitude", "others_lesson", "not_applied")
_FIT = {
    Pitfall.BLAME: ("blame",),
    Pitfall.HUMBLEBRAG: ("humblebrag",),
    Pitfall.TRIVIAL: ("trivial",),
    Pitfall.CATASTROPHIC: ("catastrophic",),
    Pitfall.NO_LEARNING: _LEARNING,
}
"""What fits an answer that was labelled with one pitfall."""


def others(name: str = "test") -> str:
    """The same for the coach's own corpus, by authors who knew of no follow-ups: answers labelled with one pitfall,
    and sound answers whose learning was cut off. A table in Markdown."""
    rows: dict[str, list[bool]] = {}
    for one in split()[name]:
        if one.offtopic:
            continue
        if len(one.pitfalls) == 1:
            (pitfall,) = one.pitfalls
            rows.setdefault(pitfall.value, []).append(_first(one.text) in _FIT[pitfall])
        elif not one.pitfalls and any(unit.role == "L" for unit in one.units):
            told = [unit.text.rstrip(".") for unit in one.units if unit.role != "L"]
            rows.setdefault("learning cut off", []).append(_first(". ".join(told) + ".") in _LEARNING)
    lines = ["| answers of other authors | number | first follow-up fits |", "|---|---|---|"]
    lines += [f"| {name} | {len(hits)} | {sum(hits)} |" for name, hits in sorted(rows.items())]
    return "\n".join(lines)


def _first(text: str) -> str:
    return follow(Planted("", text, None)).first


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a table in Markdown, a line for each weakness."""
    lines = ["| planted | answers | targeted first | otherwise |", "|---|---|---|---|"]
    kinds = [kind.value for kind in Weakness] + [WHOLE]
    for kind in kinds:
        those = [one for one in outcomes if one.planted.kind == kind]
        if those:
            right = sum(one.first == kind for one in those)
            other = Counter(one.first for one in those if one.first != kind)
            missed = ", ".join(f"{name} {number}" for name, number in other.most_common())
            lines.append(f"| {kind} | {len(those)} | {right} | {missed} |")
    return "\n".join(lines)


def main() -> None:
    """Prints the table, the share, and how many replies closed what they were asked for."""
    name = sys.argv[1] if len(sys.argv) > 1 else "test"
    outcomes = [follow(one) for one in planted(name)]
    print(table(outcomes))
    replies = [one.again for one in outcomes if one.again is not None]
    print(
        f"\n{name}: {share(outcomes):.1%} of planted weaknesses, {share_near(outcomes):.1%} with their neighbours, "
        f"{share_two(outcomes):.1%} by one of two follow-ups"
    )
    print(f"{replies.count(False)} of {len(replies)} replies closed what they were asked for\n")
    print(others())


if __name__ == "__main__":
    main()
