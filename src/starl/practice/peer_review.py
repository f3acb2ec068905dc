"""Peer review: a person's review of a story beside a reference and beside what the coach sees.

`compare` takes a sample story with its reference; without one it serves for a story of one's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from starl.coach.engine import check
from starl.errors import StarlError
from starl.model.peer_review import HIGHEST, LOWEST, Remark, Review, Theme
from starl.model.report import Dimension, Finding, Report, Severity
from starl.model.story import Span

QUESTIONS = (
    "How authentic does the story feel? 1: a recital, 5: somebody tells what really happened to them.",
    "Is the learning compelling? 1: it would fit any story, 5: you would do it yourself from tomorrow on.",
    "Where could the story be stronger? Mark the words and say to the author what you would like to know.",
)
"""The specification's three questions."""
_LONGEST = 400
"""Code points; a remark on more than that points at nothing in particular."""
_PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")
_NAMES = {"authenticity": "how authentic it feels", "learning": "how compelling the learning is"}


class Rated(NamedTuple):
    """One rating beside another."""

    yours: int
    theirs: int

    @property
    def difference(self) -> int:
        """-4..4; above 0 where yours is kinder."""
        return self.yours - self.theirs


class Seen(NamedTuple):
    """A weak spot of the reference, and the person's remarks on it; none where it was missed."""

    spot: Remark
    remarks: tuple[Remark, ...]


class Noticed(NamedTuple):
    """A finding of the coach, and whether the person remarked on the same words."""

    finding: Finding
    by_you: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A person's review beside the others."""

    authenticity: Rated
    """Beside the reference, or beside the coach's rubric where there is none."""
    learning: Rated
    spots: tuple[Seen, ...]
    """The reference's weak spots; none without a reference."""
    more: tuple[Remark, ...]
    """Remarks of the person that nobody else made."""
    coach: tuple[Noticed, ...]
    """What the coach warns of."""
    ready: bool
    """Whether the coach holds the story ready to be told."""
    feedback: tuple[str, ...]
    """In plain words, a sentence or two each."""

    @property
    def found(self) -> int:
        """How many weak spots of the reference the person found."""
        return sum(bool(spot.remarks) for spot in self.spots)


def anchored(text: str, quote: str, comment: str, theme: Theme | None = None, after: int = 0) -> Remark:
    """A remark on the first place at or behind `after` where these words stand; spaces, line breaks and the kind
    of quotation marks do not count. Raises StarlError where they stand nowhere, or one of both is empty.
    """
    words = quote.translate(_PLAIN_QUOTES).split()
    if not words or not comment.strip():
        raise StarlError("a remark needs the words it is about and a comment; mark some words and say why")
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = pattern.search(text.translate(_PLAIN_QUOTES), after)
    if found is None:
        raise StarlError(f"the words '{quote[:60]}' do not stand in the story; copy them as they are written")
    span = Span(*found.span())
    return Remark(span, text[span.start : span.end], comment.strip(), theme)


def compare(review: Review, text: str, reference: Review | None = None) -> Comparison:
    """Compares a review of this text with a reference and with the coach.

    Raises StarlError for a rating outside of 1 to 5, or a remark whose words do not stand where it says.
    """
    _checked(review, text)
    report = check(text)
    theirs = reference or coachs_ratings(report)
    spots = tuple(
        Seen(spot, tuple(mine for mine in review.strengthen if same_spot(mine.span, spot.span)))
        for spot in (reference.strengthen if reference else ())
    )
    warned = [item for item in report.findings if item.severity is not Severity.INFO and item.code != "N002"]
    coach = tuple(
        Noticed(item, any(same_spot(mine.span, item.span) for mine in review.strengthen)) for item in warned
    )
    taken = [spot.spot.span for spot in spots] + [item.span for item in warned]
    more = tuple(mine for mine in review.strengthen if not any(same_spot(mine.span, span) for span in taken))
    authenticity = Rated(review.authenticity, theirs.authenticity)
    learning = Rated(review.learning, theirs.learning)
    name = "reference" if reference else "coach"
    feedback = [
        *_on_rating("authenticity", authenticity, name),
        *_on_rating("learning", learning, name),
        *_on_spots(spots),
        *_on_coach(coach),
        *_on_more(more, bool(reference)),
    ]
    return Comparison(authenticity, learning, spots, more, coach, report.verdict.ready, tuple(feedback))


def coachs_ratings(report: Report) -> Review:
    """Both ratings as the coach's rubric would give them: a dimension's 0..4 as 1..5.

    Authenticity is the lower one of self-awareness and humility; a text that was not judged gets the middle.
    """
    if not report.judged:
        return Review(3, 3)
    scores = {dimension: answer.score + 1 for dimension, answer in report.rubric.items()}
    authentic = min(scores[Dimension.SELF_AWARENESS], scores[Dimension.HUMILITY])
    return Review(authentic, scores[Dimension.LEARNING])


def same_spot(mine: Span, other: Span) -> bool:
    """Whether two stretches are about the same words: they share half of the shorter one."""
    shared = min(mine.end, other.end) - max(mine.start, other.start)
    shorter = min(mine.end - mine.start, other.end - other.start)
    return shared > 0 and 2 * shared >= shorter and mine.end - mine.start <= _LONGEST


def to_json(review: Review) -> str:
    """A review as text, to be kept as what an attempt says."""
    return json.dumps(
        {
            "authenticity": review.authenticity,
            "learning": review.learning,
            "summary": review.summary,
            "strengthen": [
                {"span": remark.span, "quote": remark.quote, "comment": remark.comment, "theme": remark.theme}
                for remark in review.strengthen
            ],
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Review:
    """The review that `to_json` wrote. Raises StarlError for anything else."""
    try:
        data: dict[str, Any] = json.loads(text)
        remarks = [_remark(one) for one in data["strengthen"]]
        return Review(int(data["authenticity"]), int(data["learning"]), tuple(remarks), str(data["summary"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StarlError(f"this is no kept review ({error!r}); write the review anew") from None


def _remark(data: dict[str, Any]) -> Remark:
    start, end = data["span"]
    theme = data["theme"]
    return Remark(
        Span(int(start), int(end)), str(data["quote"]), str(data["comment"]), Theme(theme) if theme else None
    )


def _checked(review: Review, text: str) -> None:
    for name in _NAMES:
        rating = getattr(review, name)
        if not LOWEST <= rating <= HIGHEST:
            raise StarlError(f"the rating of {name} is {rating}; give {LOWEST} to {HIGHEST}")
    for remark in review.strengthen:
        if text[remark.span.start : remark.span.end] != remark.quote or not remark.quote:
            raise StarlError(
                f"the remark on '{remark.quote[:60]}' does not fit this text; it may have changed since: mark the words again"
            )


def _on_rating(name: str, rated: Rated, other: str) -> list[str]:
    what = _NAMES[name]
    if rated.difference == 0:
        return [f"On {what}, you and the {other} agree: {rated.yours} of {HIGHEST}."]
    said = f"On {what}, you gave {rated.yours} and the {other} {rated.theirs}"
    if abs(rated.difference) == 1:
        return [f"{said}: much the same reading."]
    if rated.difference > 0:
        return [f"{said}. You were kinder. Which sentence convinced you, and would it convince a stranger?"]
    return [f"{said}. You were stricter. What was missing for you?"]


def _on_spots(spots: Sequence[Seen]) -> list[str]:
    if not spots:
        return []
    found = sum(bool(spot.remarks) for spot in spots)
    total = "the one weak spot" if len(spots) == 1 else f"{found} of the {len(spots)} weak spots"
    lines = [
        f"You found {total} that the reference names."
        if found
        else "The reference marked other places than you did. Look at them once more:"
    ]
    lines += [
        f"Missed: “{_short(spot.spot.quote)}” {spot.spot.comment}" for spot in spots if not spot.remarks
    ]
    return lines


def _on_coach(coach: Sequence[Noticed]) -> list[str]:
    if not coach:
        return ["The coach warns of nothing in this story."]
    unseen: list[Finding] = []
    for finding in (item.finding for item in coach if not item.by_you):
        if not any(same_spot(finding.span, one.span) or finding.code == one.code for one in unseen):
            unseen.append(finding)
    if not unseen:
        return ["You saw everything that the coach warns of."]
    return [f"The coach also stops at “{_short(one.evidence)}”: {one.message}" for one in unseen[:3]]


def _on_more(more: Sequence[Remark], compared: bool) -> list[str]:
    if not more:
        return []
    others = "neither the reference nor the coach did" if compared else "the coach did not"
    number = "one place" if len(more) == 1 else f"{len(more)} places"
    return [f"You marked {number} that {others}. You may well be right: a person reads what no rule does."]


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 80 else line[:80].rpartition(" ")[0] + " …"
