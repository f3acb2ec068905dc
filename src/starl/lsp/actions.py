"""What the editor offers to do at a place: add what is missing, take out a name, silence a rule, explain one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from starl.coach.redaction import Mark
from starl.lsp.desk import Checked
from starl.lsp.diagnostics import diagnostic
from starl.lsp.hover import touches
from starl.model.report import Finding
from starl.model.story import Section, Span
from starl.text.edits import Insertion, ignore_comment, missing_section, skeleton

EXPLAIN = "starl.explain"
REASON_WANTED = "starl.reason"
"""The command that selects the place of the reason in the comment that was put in."""
ALL_REDACTED = "source.redact.starl"
ALL_SECTIONS = "source.sections.starl"
KINDS: list[types.CodeActionKind | str] = [
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    ALL_REDACTED,
    ALL_SECTIONS,
]
_FIX = types.CodeActionKind.QuickFix
_REWRITE = types.CodeActionKind.RefactorRewrite
_MISSING = "missing-"


def actions(
    checked: Checked, span: Span, only: Sequence[types.CodeActionKind | str] | None
) -> list[types.CodeAction]:
    """Everything that can be done at a span, the most useful first. only: the kinds that the editor asks for."""
    found = [*_at_findings(checked, span), *_at_names(checked, span)]
    if only or not checked.findings:
        found += _whole(checked)
    return [item for item in found if not only or any(_is(item.kind, kind) for kind in only)]


def _at_findings(checked: Checked, span: Span) -> Iterator[types.CodeAction]:
    here = [item for item in checked.findings if touches(item.span, span)]
    for item in here:
        name = item.name.removeprefix(_MISSING)
        if item.name.startswith(_MISSING) and name in list(Section):
            yield from _add_section(checked, Section(name), item)
    for item in here:
        if item.code[0] == "P":
            mark = next((mark for mark in checked.redaction.marks if touches(mark.span, item.span)), None)
            if mark:
                yield _replace(checked, mark, _FIX, item)
    for item in here:
        comment = ignore_comment(checked.story, item.code, item.section) if checked.report.judged else None
        if comment:
            where = f"in the {item.section.value}" if item.section and checked.story.has_headings else "here"
            yield types.CodeAction(
                f"Silence {item.code} {item.name} {where}, with a reason",
                _FIX,
                [diagnostic(checked, item)],
                edit=_inserted(checked, [comment]),
                command=types.Command("Say why", REASON_WANTED, arguments=[checked.uri, item.code]),
            )
    for code, name in dict.fromkeys((item.code, item.name) for item in here):
        yield types.CodeAction(
            f"Explain {code} {name}", _FIX, command=types.Command("Explain", EXPLAIN, arguments=[code])
        )


def _add_section(checked: Checked, section: Section, item: Finding) -> Iterator[types.CodeAction]:
    place = missing_section(checked.story, section)
    if place:
        yield types.CodeAction(
            f"Add the {section.value.capitalize()}, with its question",
            _FIX,
            [diagnostic(checked, item)],
            is_preferred=True,
            edit=_inserted(checked, [place]),
        )


def _at_names(checked: Checked, span: Span) -> Iterator[types.CodeAction]:
    """For a selection: each name in it that the coach did not speak of."""
    if span.start == span.end:
        return
    told = [item.span for item in checked.findings if item.code[0] == "P" and touches(item.span, span)]
    labels = set()
    for mark in checked.redaction.marks:
        new = mark.label not in labels and not any(touches(mark.span, other) for other in told)
        if touches(mark.span, span) and new:
            labels.add(mark.label)
            yield _replace(checked, mark, _REWRITE)


def _whole(checked: Checked) -> Iterator[types.CodeAction]:
    missing = [place for section in Section if (place := missing_section(checked.story, section))]
    empty = skeleton(checked.story)
    if empty or missing:
        yield types.CodeAction(
            "Add the sections that are missing, with their questions",
            ALL_SECTIONS,
            edit=_inserted(checked, [empty] if empty else missing),
        )
    marks = checked.redaction.marks
    if marks:
        yield types.CodeAction(
            f"Replace all names and secrets by labels ({_places(marks)})",
            ALL_REDACTED,
            edit=_replaced(checked, marks),
        )


def _replace(
    checked: Checked, mark: Mark, kind: types.CodeActionKind, item: Finding | None = None
) -> types.CodeAction:
    same = [other for other in checked.redaction.marks if other.label == mark.label]
    words = " ".join(checked.text[mark.span.start : mark.span.end].split())
    return types.CodeAction(
        f"Replace “{words[:40]}” by “{mark.label}” ({_places(same)})",
        kind,
        [diagnostic(checked, item)] if item else None,
        edit=_replaced(checked, same),
    )


def _places(marks: Sequence[Mark]) -> str:
    return f"{len(marks)} place{'' if len(marks) == 1 else 's'}"


def _replaced(checked: Checked, marks: Iterable[Mark]) -> types.WorkspaceEdit:
    return _edit(checked, [types.TextEdit(checked.lines.range(mark.span), mark.label) for mark in marks])


def _inserted(checked: Checked, places: Iterable[Insertion]) -> types.WorkspaceEdit:
    edits = []
    for place in places:
        at = checked.lines.position(place.offset)
        edits.append(types.TextEdit(types.Range(at, at), place.text))
    return _edit(checked, edits)


def _edit(checked: Checked, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(changes={checked.uri: edits})


def _is(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    have, want = (str(getattr(name, "value", name)) for name in (kind, wanted))
    return not want or have == want or have.startswith(f"{want}.")
