"""The copy of a text that is analysed: lower case, plain quotes, what is not prose blanked; same length."""

from __future__ import annotations

import re

from starl.model.story import Span, Story

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\xa0": " ", "\t": " "}
    | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
)
_CODE = re.compile(r"`[^`\n]{1,200}`")
_NOT_BREAK = re.compile(r"[^\r\n]")
_CODE_MARK = str.maketrans(".!?;:()'\"", "_________")


def analysis_copy(story: Story) -> str:
    """The text that rules and models see. Position i in it is position i in `story.text`.

    Hidden stretches become spaces (line breaks stay), so that no pattern matches in a heading, in code or
    in a comment, nor across one. Code in backticks keeps its letters and loses its punctuation.
    """
    text = story.text
    if "`" in text:
        text = _CODE.sub(lambda match: " " + match[0][1:-1].translate(_CODE_MARK) + " ", text)
    if story.hidden:
        pieces, at = [], 0
        for start, end in sorted(story.hidden):
            if end <= at:
                continue
            start = max(start, at)
            pieces.append(text[at:start])
            pieces.append(_blank(text, Span(start, end)))
            at = end
        pieces.append(text[at:])
        text = "".join(pieces)
    return lower(text.translate(_PLAIN))


def lower(text: str) -> str:
    """Lower case of the same length: the few letters whose lower case is longer stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _blank(text: str, span: Span) -> str:
    piece = text[span.start : span.end]
    if "\n" not in piece and "\r" not in piece:
        return " " * len(piece)
    return _NOT_BREAK.sub(" ", piece)
