"""The report that a person reads: the line with the words underlined, why, a question, and a summary."""

from __future__ import annotations

import textwrap

from starl.cli.colour import Paint
from starl.cli.safe import one_line, shown
from starl.model.report import Finding, Level, Report, Severity, Tier
from starl.model.story import Section

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDTH = 92
_LEAD = 48
"""Code points shown before the evidence where a line is long."""
_DIMENSIONS = {
    "self_awareness": "self-awareness",
    "humility": "humility",
    "learning": "learning",
    "resilience": "resilience",
}
PITFALL_NAMES = {
    "no_learning": "no concrete learning",
    "catastrophic": "catastrophic failure",
    "trivial": "trivial failure",
    "blame": "blaming others",
    "humblebrag": "humble-bragging",
}


def render(path: str, report: Report, findings: list[Finding], *, colour: bool) -> str:
    """The whole page for one file, without a line break at its end."""
    paint = Paint(colour)
    blocks = [_head(path, report, paint)]
    blocks += _findings(report, findings, paint)
    if report.judged:
        blocks.append(_summary(report, paint))
    return "\n\n".join(blocks)


def _head(path: str, report: Report, paint: Paint) -> str:
    name = "standard input" if path == "-" else shown(path)
    parts = [f"{report.words} words", f"{_time(report.speaking_seconds)} to tell"]
    if report.judged and any(s.present and s.source == "inferred" for s in report.sections.values()):
        parts.append("sections found by the coach")
    if report.level is not Level.MID:
        parts.append(f"judged as {report.level.value}")
    if report.judged and report.tier is not Tier.DEFAULT:
        parts.append(f"read by the tier {report.tier.value}")
    return f"{paint(name, bold=True)}  {paint(', '.join(parts), dim=True)}"


def _time(seconds: int) -> str:
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60:02} s"


def _findings(report: Report, findings: list[Finding], paint: Paint) -> list[str]:
    """A block for each place. What was said and asked already, word for word, is not repeated but pointed to."""
    blocks: list[str] = []
    said: dict[tuple[str, str, str], str] = {}
    last: Finding | None = None
    for item in findings:
        colour = _COLOUR[item.severity]
        where = f"{item.line}:{item.column}"
        kind = "ask" if item.severity is Severity.INFO else item.severity.value
        label = f"{paint(f'{kind} {item.code}', fg=colour, bold=True)} {paint(item.name, dim=True)}"
        first = said.setdefault((item.code, item.message, item.question), where)
        lines = (
            [*_wrap(item.message), *(paint(line, italic=True) for line in _wrap("? " + item.question, "  "))]
            if first == where
            else _wrap(f"The same question as at {first}.")
        )
        if last is not None and last.span == item.span:
            blocks[-1] = "\n".join([blocks[-1], " " * 10 + label, *lines])
        else:
            quoted = _quote(report.text, item, paint, colour)
            blocks.append("\n".join([f"  {where:<7} {label}", *quoted, *lines]))
        last = item
    return blocks


def _quote(text: str, item: Finding, paint: Paint, colour: str) -> list[str]:
    """The line of the evidence, cut where it is long, and marks under the words."""
    start = text.rfind("\n", 0, item.span.start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    left = start if item.span.start - start <= _LEAD else item.span.start - _LEAD
    while left > start and not text[left - 1].isspace() and left < item.span.start:
        left += 1
    right = min(end, left + _WIDTH - 12)
    before = ("…" if left > start else "") + one_line(text[left : item.span.start])
    shown_end = max(item.span.start, min(item.span.end, right))
    words = one_line(text[item.span.start : shown_end])
    after = one_line(text[shown_end:right]).rstrip() + ("…" if right < end else "")
    if not words.strip():
        return []
    marks = " " * len(before) + paint("^" + "~" * (len(words.rstrip()) - 1), fg=colour)
    return [f"          {before}{paint(words, fg=colour)}{after}", f"          {marks}"]


def _wrap(text: str, indent: str = "") -> list[str]:
    pad = " " * 10
    return textwrap.wrap(shown(text), _WIDTH, initial_indent=pad, subsequent_indent=pad + indent)


def _summary(report: Report, paint: Paint) -> str:
    lines = [paint("  STAR-L", bold=True) + "  " + "  ".join(_section(report, s, paint) for s in Section), ""]
    for dimension, reading in report.rubric.items():
        bar = "█" * reading.score + "░" * (4 - reading.score)
        tone = "green" if reading.score >= 3 else "yellow" if reading.score == 2 else "red"
        lines.append(
            f"  {_DIMENSIONS[dimension.value]:<15} {paint(bar, fg=tone)} {reading.score}/4  {paint(reading.why, dim=True)}"
        )
    flagged = [
        PITFALL_NAMES[pitfall.value] for pitfall, verdict in report.pitfalls.items() if verdict.flagged
    ]
    lines.append("")
    lines.append(
        f"  {'pitfalls':<15} "
        + (paint(", ".join(flagged), fg="yellow") if flagged else "none that I am sure of")
    )
    lines += _strength(report, paint)
    ready = (
        paint("ready to tell", fg="green", bold=True)
        if report.verdict.ready
        else paint("not ready yet", bold=True)
    )
    lines += ["", f"  {paint('Verdict', bold=True)} {report.verdict.score}/100, {ready}. Next:"]
    for number, step in enumerate(report.verdict.next, 1):
        lines += textwrap.wrap(
            shown(step),
            _WIDTH + 6,
            initial_indent=f"  {number}. ",
            subsequent_indent="     ",
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _section(report: Report, section: Section, paint: Paint) -> str:
    state = report.sections[section]
    if state.in_passing:
        return f"◦ {section.value} {paint('in passing', dim=True)}"
    mark = paint("✓", fg="green") if state.present else paint("✗", fg="red")
    return f"{mark} {section.value} {paint(str(state.words), dim=True)}"


def _strength(report: Report, paint: Paint) -> list[str]:
    chain = report.strength
    links = (("weakness", chain.weakness), ("learning", chain.learning), ("improvement", chain.improvement))
    lines = [""]
    for name, link in links:
        said = (
            f"“{one_line(' '.join(link.text.split()))}”"
            if link.text
            else paint("no sentence of yours says it outright", dim=True)
        )
        wrapped = textwrap.wrap(said, _WIDTH - 8) or [said]
        lines.append(f"  {name:<15} {wrapped[0]}")
        lines += [" " * 18 + rest for rest in wrapped[1:]]
    return lines
