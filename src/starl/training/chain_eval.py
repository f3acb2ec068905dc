"""How often the strength chain quotes a sentence that is labelled as what the link stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starl.model.report import Report
from starl.training.corpus import Answer

LINKS = {"weakness": "own", "learning": "lesson", "improvement": "applied"}
"""The links, and the tag of the sentences that each may quote."""


class Quotes(NamedTuple):
    """What came of one link over a set of answers."""

    right: int
    """Answers in which the words quoted stand in a sentence with the tag."""
    quoted: int
    """Answers in which something is quoted."""
    told: int
    """Answers that have a sentence with the tag."""


def measure_chain(answers: Sequence[Answer], reports: Mapping[str, Report]) -> dict[str, Quotes]:
    """For each link, over the answers that are judged. reports: by the answer's id."""
    judged = [(answer, reports[answer.id]) for answer in answers if reports[answer.id].judged]
    found = {}
    for name, tag in LINKS.items():
        right = quoted = told = 0
        for answer, report in judged:
            tagged = [
                span for span, unit in zip(answer.spans(), answer.units, strict=True) if tag in unit.tags
            ]
            span = getattr(report.strength, name).span
            told += bool(tagged)
            quoted += span is not None
            right += span is not None and any(t.start < span.end and span.start < t.end for t in tagged)
        found[name] = Quotes(right, quoted, told)
    return found


def chain_line(quotes: Mapping[str, Quotes]) -> str:
    """The same in words."""
    links = "; ".join(f"{name} {q.right} of {q.quoted}, of {q.told} told" for name, q in quotes.items())
    return f"- strength chain, quotes that are right: {links}"
