"""A story in the editor: its boxes, and where in them the coach points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from starl.model.dismissal import Dismissal
from starl.model.report import Finding, Report
from starl.model.story import Section, Span
from starl.text.fields import asked, fields
from starl.text.markdown import FACT_KEYS, parse
from starl.text.writer import QUESTIONS
from starl.web.drafts import WHOLE


@dataclass(frozen=True, slots=True)
class Box:
    """One place to write in."""

    name: str
    """The section, or `whole`."""
    ask: str
    """The question that helps to begin."""
    seeds: tuple[str, ...]
    """What the story was started from: what the inventory found, what the person noted."""
    span: Span
    """Where it stands in the story's text."""
    value: str
    """What stands there, with line breaks as a browser gives them."""
    facts: dict[str, str]
    """The template's keys that are said here."""
    missing: tuple[str, ...]
    """The template's keys that are not."""


class Mark(NamedTuple):
    """A finding in a box, in UTF-16 units as browsers count."""

    box: str
    start: int
    end: int
    severity: str
    number: int
    """Of the finding."""


class Note(NamedTuple):
    """A finding as the page shows it."""

    number: int
    box: str
    finding: Finding
    words: str
    """The evidence, shortened."""
    again: bool
    """Whether the note before it, in the same box, is about the same words."""


class Aside(NamedTuple):
    """A finding that the person set aside, with the reason."""

    finding: Finding
    reason: str


def boxes(text: str) -> list[Box]:
    """Five boxes, or one for a story of another form."""
    spans = fields(text)
    if spans is None:
        return [Box(WHOLE, "Tell it as you would tell it.", (), Span(0, len(text)), _unix(text), {}, ())]
    comments = asked(text)
    said = {(fact.section, fact.key): fact.value for fact in parse(text, meta=False).facts}
    found = []
    for section in Section:
        span = spans.get(section, Span(len(text), len(text)))
        own = {key: said[section, key] for key in FACT_KEYS[section] if (section, key) in said}
        missing = tuple(key for key in FACT_KEYS[section] if key not in own)
        value = _unix(text[span.start : span.end])
        seeds = tuple(said for said in comments.get(section, ()) if said != QUESTIONS[section])
        found.append(Box(section.value, QUESTIONS[section], seeds, span, value, own, missing))
    return found


def notes(
    report: Report, places: list[Box], dismissed: Iterable[Dismissal]
) -> tuple[list[Note], list[Aside]]:
    """The findings with the box that each belongs to, and those set aside."""
    reasons = {(item.code, item.evidence): item.reason for item in dismissed}
    shown: list[Note] = []
    aside: list[Aside] = []
    for number, finding in enumerate(report.findings):
        reason = reasons.get((finding.code, finding.evidence))
        if reason is not None:
            aside.append(Aside(finding, reason))
        else:
            box = _box(finding, places)
            before = next((note.finding.span for note in reversed(shown) if note.box == box), None)
            words = _shortened(finding.evidence)
            shown.append(Note(number, box, finding, words, before == finding.span))
    return shown, aside


def marks(report: Report, places: list[Box], shown: list[Note]) -> list[Mark]:
    """Where to underline; findings about a whole section or story have nothing underlined."""
    by_name = {box.name: box for box in places}
    found = []
    for note in shown:
        box = by_name.get(note.box)
        span = note.finding.span
        if box is None or span.start < box.span.start or span.end > box.span.end or span.start >= span.end:
            continue
        start = _units(report.text[box.span.start : span.start])
        end = start + _units(report.text[span.start : span.end])
        found.append(Mark(box.name, start, end, note.finding.severity.value, note.number))
    return found


def _box(finding: Finding, places: list[Box]) -> str:
    for box in places:
        if box.span.start <= finding.span.start and finding.span.end <= box.span.end and box.value:
            return box.name
    if finding.section is not None and len(places) > 1:
        return finding.section.value
    return WHOLE


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 90 else line[:88].rstrip() + " …"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _units(text: str) -> int:
    """Its length in UTF-16 units, a line break counted once."""
    text = _unix(text)
    return len(text) + sum(character > "\uffff" for character in text)
