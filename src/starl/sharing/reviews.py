"""The reviews of a story side by side, where their words stand now, and what was done about each comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from starl.coach.engine import check
from starl.errors import StarlError
from starl.model.peer_review import Review, Theme
from starl.model.report import Finding, Severity
from starl.model.sharing import Comment, CommentState, Feedback, Share
from starl.model.story import Span
from starl.model.story_record import StoryRecord
from starl.practice.peer_review import coachs_ratings, same_spot
from starl.sharing.anchors import Hold, place
from starl.sharing.incoming import feedback_of, read, share_of
from starl.sharing.shares import in_own_words, source
from starl.store.store import Store

LONGEST_REASON = 1000
_NEAR = 1
"""Ratings that differ by no more than this agree."""


class Arrival(Enum):
    """What a review that arrived meets."""

    NEW = auto()
    SAME = auto()
    """It was there already; nothing is changed."""
    REPLACES = auto()
    """It is in the place of an earlier one by the same reviewer."""
    OVERTAKEN = auto()
    """A later one by the same reviewer was taken in from a file before; nothing is changed."""


class Received(NamedTuple):
    """A review that was taken in, or the one that stands in its place."""

    feedback: Feedback
    record: StoryRecord
    share: Share
    arrival: Arrival
    reopened: int = 0
    """Comments that were answered in the earlier review and stand no more as they were, so that the answers are gone."""

    @property
    def is_old(self) -> bool:
        """Whether the story has been rewritten since it was shared."""
        return self.share.revision != self.record.revision


class Standing(NamedTuple):
    """A comment, beside the story as it is now."""

    number: int
    """From 1, through all reviews of the story."""
    feedback: Feedback
    at: int
    """Of the comment in its review, from 1."""
    comment: Comment
    quote: str
    """The author's own words that it was about, as they stood in the revision that was shared."""
    said: str
    """The comment, with the author's words where they are known for sure."""
    span: Span | None
    """In the newest revision; None where the words are gone."""
    hold: Hold
    agrees: tuple[str, ...] = ()
    """Who else stopped at these words: the other reviewers."""
    findings: tuple[Finding, ...] = ()
    """What the coach says of these words in the newest revision."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All reviews of a story."""

    record: StoryRecord
    text: str
    """The newest revision."""
    reviews: tuple[tuple[Feedback, Share], ...]
    standings: tuple[Standing, ...]
    coach: Review
    """The coach's ratings of the newest revision."""
    agreement: tuple[str, ...]
    """In plain words, a sentence each."""

    @property
    def orphans(self) -> tuple[Standing, ...]:
        """The comments whose words are gone."""
        return tuple(item for item in self.standings if item.hold is Hold.GONE)

    @property
    def open(self) -> int:
        """How many comments nothing was done about yet."""
        return sum(item.comment.state is CommentState.OPEN for item in self.standings)


def take_in(store: Store, text: str, share: str | None = None, sent_before: str | None = None) -> Received:
    """Attaches a review to the revision that it was written on.

    A changed review of the same reviewer replaces the earlier one of the same share; answers to comments that are
    unchanged stay. By file the reviewer's name says whose it is. Through a link, where anybody can write any name, only
    the review that the sender is known to have sent before is replaced.

    share: the only share that it may be of, where it comes through a link. sent_before: the id of the review that the
    same sender sent through it. Raises StarlError for what is no review, is of another story or text, or was changed on
    its way; then nothing is kept.
    """
    data = read(text)
    with store.transaction():
        about = share_of(store, data)
        if share is not None and about.id != share:
            raise StarlError("this review is of another story than this link leads to; nothing was taken in")
        record = store.stories.get(about.story)
        assert record is not None
        feedback = feedback_of(store, about, data)
        there = store.feedback.select(share=about.id)
        for known in there:
            if _said(known) == _said(feedback):
                return Received(known, record, about, Arrival.SAME)
        whose = feedback.reviewer.casefold()
        for known in reversed(there):
            theirs = known.id == sent_before if share else bool(whose) and known.reviewer.casefold() == whose
            if theirs and share is None and feedback.written < known.written:
                return Received(known, record, about, Arrival.OVERTAKEN)
            if theirs:
                comments, reopened = _answers_kept(feedback.comments, known.comments)
                kept = store.feedback.update(replace(feedback, id=known.id, comments=comments))
                return Received(kept, record, about, Arrival.REPLACES, reopened)
        return Received(store.feedback.add(feedback), record, about, Arrival.NEW)


def _said(feedback: Feedback) -> Feedback:
    """What the reviewer said, without what the author did about it."""
    comments = tuple(Comment(*_as_written(each)) for each in feedback.comments)
    return replace(feedback, id="", created=feedback.written, comments=comments)


def _as_written(comment: Comment) -> tuple[int, int, str, Theme | None]:
    return comment.start, comment.end, comment.said, comment.theme


def _answers_kept(new: Sequence[Comment], old: Sequence[Comment]) -> tuple[tuple[Comment, ...], int]:
    """The new comments with the answers to those that are unchanged; how many answers found no comment."""
    answered = [each for each in old if each.state is not CommentState.OPEN]
    kept = []
    for comment in new:
        same = next((each for each in answered if _as_written(each) == _as_written(comment)), None)
        if same:
            answered.remove(same)
        kept.append(same or comment)
    return tuple(kept), len(answered)


def name_of(feedback: Feedback) -> str:
    """What the reviewer is called."""
    return feedback.reviewer or "A peer"


def arrival_in_words(received: Received) -> str:
    """What became of a review that arrived, in a sentence or more for its author."""
    who = name_of(received.feedback)
    if received.arrival is Arrival.SAME:
        return f"The review by {who} was there already; nothing was changed."
    if received.arrival is Arrival.OVERTAKEN:
        return f"A later review by {who} is there already; nothing was changed."
    said = f"The review by {who} is with revision {received.share.revision}."
    if received.arrival is Arrival.REPLACES:
        said += f" It replaces the review that {who} sent before."
        if received.reopened:
            many = received.reopened
            said += f" {many} {'comment that you had' if many == 1 else 'comments that you had'} answered changed or {'is' if many == 1 else 'are'} gone, with your answers."
        elif any(comment.state is not CommentState.OPEN for comment in received.feedback.comments):
            said += " What you answered to its comments stays."
    return said


def side_by_side(store: Store, record: StoryRecord) -> SideBySide:
    """All reviews of a story, with their comments at the words of its newest revision."""
    text = store.stories.text(record.id)
    shares = {share.id: share for share in store.shares.select(record.id)}
    reviews = [(item, shares[item.share]) for item in store.feedback.select(record.id)]
    texts = {share.revision: store.stories.revision(record.id, share.revision).text for _, share in reviews}
    report = check(text)
    found: list[Standing] = []
    for feedback, share in reviews:
        for index, comment in enumerate(feedback.comments, 1):
            old = texts[share.revision]
            span = source(share, Span(comment.start, comment.end))
            now = place(old, span, text)
            quote = " ".join(old[span.start : span.end].split())
            told = in_own_words(share, comment.said)
            found.append(Standing(len(found) + 1, feedback, index, comment, quote, told, now.span, now.hold))
    warned = [item for item in report.findings if item.severity is not Severity.INFO]
    standings = tuple(_with_others(item, found, warned) for item in found)
    coach = coachs_ratings(report)
    said = _agreement([feedback for feedback, _ in reviews], standings, coach)
    return SideBySide(record, text, tuple(reviews), standings, coach, said)


def _with_others(item: Standing, every: Sequence[Standing], warned: Sequence[Finding]) -> Standing:
    if item.span is None:
        return item
    span = item.span
    others = {
        name_of(other.feedback): None
        for other in every
        if other.feedback.id != item.feedback.id and other.span and same_spot(span, other.span)
    }
    return item._replace(
        agrees=tuple(others), findings=tuple(one for one in warned if same_spot(span, one.span))
    )


def _agreement(reviews: Sequence[Feedback], standings: Sequence[Standing], coach: Review) -> tuple[str, ...]:
    if not reviews:
        return ()
    lines = []
    for name, what in (("authenticity", "how authentic it feels"), ("learning", "the learning")):
        given = [getattr(item, name) for item in reviews]
        low, high, theirs = min(given), max(given), getattr(coach, name)
        middle = sorted(given)[len(given) // 2]
        if len(given) > 1 and high - low > _NEAR:
            lines.append(
                f"Your reviewers differ on {what}: from {low} to {high} of 5. Ask the two ends what each of them heard."
            )
        elif len(given) > 1:
            lines.append(
                f"Your reviewers agree on {what}: {low if low == high else f'{low} to {high}'} of 5."
            )
        if high - low <= _NEAR < abs(middle - theirs):
            lines.append(
                f"On {what}, readers give {middle} and the coach {theirs}. "
                + (
                    "A person heard more than the rules see."
                    if middle > theirs
                    else "The rules see more than a person felt; trust the ear."
                )
            )
        elif len(given) == 1:
            lines.append(f"On {what}, your reviewer and the coach are close: {middle} and {theirs} of 5.")
    shared = sum(bool(item.agrees) for item in standings)
    if shared:
        lines.append(f"{shared} comments are on words that another reviewer stopped at too; begin with them.")
    coached = sum(bool(item.findings) for item in standings)
    if coached:
        lines.append(
            f"{coached} of the {len(standings)} comments {'is' if coached == 1 else 'are'} on words that the coach warns of as well."
        )
    return tuple(lines)


def answer(
    store: Store,
    identifier: str,
    index: int,
    state: CommentState,
    reason: str = "",
    revision: int | None = None,
) -> Feedback:
    """Notes what was done about a comment, by its number in its review from 1.

    reason: needed where it is declined. revision: in which it was done; the newest unless given.
    Raises StarlError where there is no such comment, review or revision, or the reason is missing or too long.
    """
    with store.transaction():
        feedback = store.feedback.find(identifier)
        if not 1 <= index <= len(feedback.comments):
            many = len(feedback.comments)
            raise StarlError(f"this review has {many} comments; there is no comment {index}")
        reason = " ".join(reason.split())
        if state is CommentState.DECLINED and not reason:
            raise StarlError("say why it is declined, in a few words; you will want to know later")
        if len(reason) > LONGEST_REASON:
            raise StarlError(f"a reason has {LONGEST_REASON:,} characters at most")
        if state is CommentState.DONE:
            record = store.stories.get(feedback.story)
            assert record is not None
            revision = store.stories.revision(record.id, revision or record.revision).number
        else:
            revision = None
        comments = list(feedback.comments)
        comments[index - 1] = replace(comments[index - 1], state=state, reason=reason, revision=revision)
        return store.feedback.update(replace(feedback, comments=tuple(comments)))
