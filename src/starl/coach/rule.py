"""What a rule is: a code, a name, patterns or a function, a message and a coaching question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from starl.coach.document import Document, Sentence
from starl.model.report import Severity
from starl.model.story import Span


class Match(NamedTuple):
    """A place where one of a rule's patterns matches."""

    span: Span
    sentence: Sentence
    pattern: int
    """Which of the rule's patterns, from 0."""

    @property
    def before(self) -> str:
        """The sentence up to the match, in lower case."""
        return self.sentence.plain[: self.span.start - self.sentence.span.start]

    @property
    def after(self) -> str:
        """The sentence behind the match, in lower case."""
        return self.sentence.plain[self.span.end - self.sentence.span.start :]


class Hit(NamedTuple):
    """What a rule's function gives for one firing."""

    span: Span
    values: tuple[object, ...] = ()
    """What goes into the `{}` of the message."""
    severity: Severity | None = None
    """Other than the rule's own, where this firing is less sure or worse."""


Check = Callable[[Document, list[Match]], Iterable[Hit]]


def every_match(_: Document, matches: list[Match]) -> Iterable[Hit]:
    """A rule whose patterns alone decide."""
    return [Hit(match.span) for match in matches]


class Rule(NamedTuple):
    """One check. Its rationale, source and examples stand beside it, in a TOML file of the same name."""

    code: str
    """A letter for the group and three digits."""
    name: str
    severity: Severity
    message: str
    """In plain words, with `{}` for the values of a hit."""
    question: str
    """Helps the person to find the truth; suggests no answer."""
    patterns: tuple[str, ...] = ()
    """RE2 syntax, matched in the lower-case copy; one space matches any white space."""
    check: Check = every_match
    sections: bool = True
    """False for a rule that needs no sections and also speaks where a text is not judged."""
