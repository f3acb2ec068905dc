"""What would be sent, to the character: our words and the person's text without names and secrets. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from starl.coach.redaction import Redaction, Replacement, redact, redact_all
from starl.content import content_text
from starl.errors import StarlError
from starl.model.story import Span
from starl.text.markdown import parse
from starl.text.quote import quoted

LONGEST = 20_000
"""Characters of the texts of one request."""
_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*(?:-->|\Z)")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that nobody has sent yet. `system` and `prompt` are all that leaves the machine."""

    system: str
    prompt: str
    about: Redaction
    """The text that claims must quote."""
    context: tuple[Redaction, ...] = ()
    """What else is shown: the question, what was asked already."""
    asked: tuple[str, ...] = ()
    """Questions that must not come again, as they are shown."""
    needs_remark: bool = True
    """Whether a claim has a remark beside its question."""

    @property
    def replaced(self) -> tuple[Replacement, ...]:
        """The labels that stand in what is sent, with what they stand for."""
        return tuple(item for item in self.about.table if re.search(rf"\b{item.label}\b", self.prompt))

    @property
    def known(self) -> str:
        """All of the person's text that is sent."""
        return "\n".join([self.about.text, *(one.text for one in self.context)])


@cache
def _system(name: str) -> str:
    text: str = tomllib.loads(content_text("opinion.toml"))[name]["system"]
    return text.strip()


def story_request(text: str, words: Sequence[str] = ()) -> Request:
    """A second opinion on a story. Front matter and comments are not sent.

    words: the person's further words to take out. Raises StarlError for a text that is empty or too long.
    """
    gone = [Span(*match.span()) for match in _COMMENT.finditer(text)]
    gone += [
        span
        for span in parse(text, meta=False).hidden
        if span.start <= 1 and text[span.start :].startswith("---")
    ]
    story = redact(text, words, leave_out=gone)
    _fits([story.text])
    return Request(_system("story"), f"The story:\n{quoted(story.text)}\n", story)


def follow_up_request(
    question: str, answer: str, asked: Sequence[str] = (), words: Sequence[str] = ()
) -> Request:
    """A further question on an answer of an interview.

    asked: the follow-ups so far. Raises StarlError for an answer that is empty or too long.
    """
    about, *context = redact_all([answer, question, *asked], words)
    _fits([about.text, *(one.text for one in context)])
    parts = [f"The question:\n{quoted(context[0].text)}", f"The answer:\n{quoted(about.text)}"]
    if asked:
        parts.append("Asked already:\n" + "\n".join(quoted(one.text) for one in context[1:]))
    said = "\n\n".join(parts) + "\n"
    return Request(
        _system("follow_up"),
        said,
        about,
        tuple(context),
        tuple(one.text for one in context),
        needs_remark=False,
    )


def _fits(texts: Sequence[str]) -> None:
    if not texts[0].strip():
        raise StarlError("there is nothing in it to send")
    size = sum(map(len, texts))
    if size > LONGEST:
        raise StarlError(f"the text has {size} characters; {LONGEST} are the most that is sent at once")
