"""A text as it is after the editor made an edit."""

from __future__ import annotations

from lsprotocol import types

from starl.lsp.positions import Lines


def applied(text: str, action: types.CodeAction, uri: str) -> str:
    """The text with the edits of an action, made from the end so that places stay right."""
    assert action.edit is not None
    assert action.edit.changes is not None
    lines = Lines(text, "utf-16")
    edits = [(lines.span(edit.range), edit.new_text) for edit in action.edit.changes[uri]]
    for _, (span, new) in sorted(enumerate(edits), key=lambda item: (item[1][0], item[0]), reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text
