"""The parts of a story: symbols, folding, how long each is, and the verdict over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from starl.coach.document import WORDS_A_MINUTE
from starl.lsp.desk import Checked
from starl.lsp.words import length
from starl.model.story import Section, Span

NEXT = "starl.next"
"""The command that shows the next steps."""


class Stretch(NamedTuple):
    """A part of a section, with its heading where it has one."""

    section: Section
    heading: Span | None
    whole: Span
    """Heading and text, without the blank lines that follow."""


def stretches(checked: Checked) -> Iterator[Stretch]:
    """Where the sections stand, in the order of the text; a section may come twice."""
    story = checked.story
    if not story.has_headings:
        found = [(span, section) for section, part in checked.report.sections.items() for span in part.spans]
        yield from (Stretch(section, None, span) for span, section in sorted(found))
        return
    by_end = {span.end: span for span in story.headings}
    for part in story.parts:
        if part.section is not None:
            heading = by_end.get(part.span.start)
            start = heading.start if heading else part.span.start
            whole = _trimmed(checked.text, Span(start, part.span.end))
            yield Stretch(part.section, heading and _trimmed(checked.text, heading), whole)


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))


def symbols(checked: Checked) -> list[types.DocumentSymbol]:
    """The sections, and in each the facts of the template."""
    found = []
    for item in stretches(checked):
        facts = [fact for fact in checked.story.facts if item.whole.start <= fact.span.start < item.whole.end]
        found.append(
            types.DocumentSymbol(
                name=item.section.value.capitalize(),
                detail=_length(checked, item.section),
                kind=types.SymbolKind.String,
                range=checked.lines.range(item.whole),
                selection_range=checked.lines.range(item.heading or Span(item.whole.start, item.whole.start)),
                children=[
                    types.DocumentSymbol(
                        name=fact.key,
                        detail=fact.value,
                        kind=types.SymbolKind.Property,
                        range=checked.lines.range(fact.span),
                        selection_range=checked.lines.range(fact.span),
                    )
                    for fact in facts
                ],
            )
        )
    return found


def folds(checked: Checked) -> list[types.FoldingRange]:
    """A fold for each section of several lines, and one for the front matter."""
    spans = [item.whole for item in stretches(checked)]
    story = checked.story
    if story.hidden and story.hidden[0].start == 0:
        spans.append(Span(0, len(checked.text[: story.hidden[0].end].rstrip())))
    ranges = [checked.lines.range(span) for span in sorted(spans)]
    return [
        types.FoldingRange(start_line=found.start.line, end_line=found.end.line)
        for found in ranges
        if found.end.line > found.start.line
    ]


def hints(checked: Checked, within: Span) -> list[types.InlayHint]:
    """Words and seconds behind the first heading of each section; without headings, before its first sentence."""
    found, seen = [], set()
    for item in stretches(checked):
        if item.section in seen:
            continue
        seen.add(item.section)
        label = _length(checked, item.section)
        if item.heading is None:
            offset, label = item.whole.start, f"{item.section.value}: {label}"
        else:
            first = checked.text[item.heading.start : item.heading.end].split("\n", maxsplit=1)[0]
            offset = item.heading.start + len(first.rstrip())
        if within.start <= offset <= within.end:
            found.append(
                types.InlayHint(
                    position=checked.lines.position(offset),
                    label=label,
                    padding_left=item.heading is not None,
                    padding_right=item.heading is None,
                )
            )
    return found


def lenses(checked: Checked) -> list[types.CodeLens]:
    """The verdict above the first line, and the most useful next step."""
    report = checked.report
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    if not report.judged:
        titles = [f"starl: {report.verdict.next[0]}" if report.verdict.next else "starl: not judged"]
    else:
        state = "ready to tell" if report.verdict.ready else "not ready yet"
        minutes, seconds = divmod(report.speaking_seconds, 60)
        titles = [f"starl: {report.verdict.score} of 100, {state}, {minutes}:{seconds:02} spoken"]
        titles += [f"Next: {report.verdict.next[0]}"] if report.verdict.next else []
    return [
        types.CodeLens(range=top, command=types.Command(_cut(title), NEXT, arguments=[checked.uri]))
        for title in titles
    ]


def _length(checked: Checked, section: Section) -> str:
    words = checked.report.sections[section].words
    return length(words, seconds_of(words))


def seconds_of(words: int) -> int:
    """How long so many words take to say, in seconds."""
    return round(words / WORDS_A_MINUTE * 60)


def _cut(title: str, room: int = 80) -> str:
    title = " ".join(title.split())
    return title if len(title) <= room else title[: room - 1].rstrip() + "…"
