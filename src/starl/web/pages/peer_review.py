"""The peer review: on sample stories, to calibrate one's ear, and on one's own, by oneself or by a peer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.model.attempt import Attempt, Exercise
from starl.model.peer_review import HIGHEST, LOWEST, Remark, Review, Theme
from starl.model.story import Span
from starl.practice.peer_review import QUESTIONS, anchored, compare, from_json, moved, to_json
from starl.practice.samples import Sample, sample, samples
from starl.store.store import Store
from starl.text.markdown import parse
from starl.web.drafts import the_attempt, the_story
from starl.web.journal import journal_of
from starl.web.pages.passages import Passage, passages
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
PAGE = 30
"""Own stories, and reviews of one story, that are listed."""
MOST_REMARKS = 40
_BLANK = 3
"""Empty places for remarks on a page without JavaScript."""


class Given(NamedTuple):
    """A remark as it was typed."""

    quote: str
    comment: str
    theme: str
    after: int
    """From where in the story its words are looked for, in code points."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A review as it was typed."""

    authenticity: int = 0
    """0 where nothing was chosen."""
    authenticity_why: str = ""
    learning: int = 0
    learning_why: str = ""
    summary: str = ""
    reviewer: str = ""
    remarks: tuple[Given, ...] = ()


class Told(NamedTuple):
    """A review in the list of a story."""

    attempt: Attempt
    review: Review
    gone: tuple[Remark, ...]
    numbers: dict[int, int]
    """By the remark's place in the review: its number in the text."""


def answers_sent(
    authenticity: Annotated[int, Form(ge=0, le=HIGHEST)] = 0,
    authenticity_why: Annotated[str, Form(max_length=2000)] = "",
    learning: Annotated[int, Form(ge=0, le=HIGHEST)] = 0,
    learning_why: Annotated[str, Form(max_length=2000)] = "",
    summary: Annotated[str, Form(max_length=2000)] = "",
    reviewer: Annotated[str, Form(max_length=100)] = "",
    quote: Annotated[list[str], Form(max_length=MOST_REMARKS)] = [],  # noqa: B006 (never changed)
    comment: Annotated[list[str], Form(max_length=MOST_REMARKS)] = [],  # noqa: B006
    theme: Annotated[list[str], Form(max_length=MOST_REMARKS)] = [],  # noqa: B006
    after: Annotated[list[str], Form(max_length=MOST_REMARKS)] = [],  # noqa: B006
) -> Answers:
    """The form. Its remarks come as lists side by side; those without a word are left out."""
    if not len(quote) == len(comment) == len(theme) == len(after):
        raise HTTPException(422, "Each remark needs its words, a comment, a theme and a place.")
    if any(len(text) > 5000 for text in (*quote, *comment)):
        raise HTTPException(422, "A remark may have 5,000 characters.")
    remarks = tuple(
        Given(words.strip(), said.strip(), kind, int(place) if place.isdecimal() and len(place) < 8 else 0)
        for words, said, kind, place in zip(quote, comment, theme, after, strict=True)
        if words.strip() or said.strip()
    )
    return Answers(
        authenticity,
        authenticity_why.strip(),
        learning,
        learning_why.strip(),
        summary.strip(),
        " ".join(reviewer.split()),
        remarks,
    )


Sent = Annotated[Answers, Depends(answers_sent)]


@router.get("/exercises/peer-review")
def index(request: Request, start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """The samples, and one's own stories."""
    with journal_of(request).open() as store:
        counts = {
            item: n for (kind, item), n in store.attempts.counts().items() if kind is Exercise.PEER_REVIEW
        }
        own = store.stories.select(limit=PAGE + 1, offset=start)
    return page(
        request,
        "peer_review.html",
        samples=[(one, _title(one.text), len(one.text.split())) for one in samples()],
        own=own[:PAGE],
        more=start + PAGE if len(own) > PAGE else None,
        counts=counts,
    )


@router.get("/exercises/peer-review/samples/{identifier}")
def on_sample(request: Request, identifier: str) -> Response:
    """A sample with the three questions."""
    one = _sample(identifier)
    return _form(request, one.text, Answers(), sample=one)


@router.post("/exercises/peer-review/samples/{identifier}")
def of_sample(request: Request, identifier: str, sent: Sent) -> Response:
    """Keeps the review of a sample, and compares it."""
    one = _sample(identifier)
    try:
        review = as_review(sent, one.text)
        seen = compare(review, one.text, one.reference)
    except StarlError as error:
        return _form(request, one.text, sent, sample=one, trouble=str(error))
    with journal_of(request).open() as store:
        kept = _keep(store, one.id, review, sent, {"found": seen.found, "spots": len(seen.spots)})
    return back_to(f"/exercises/peer-review/reviews/{kept.id}")


@router.get("/exercises/peer-review/own/{slug}")
def own(request: Request, slug: str) -> Response:
    """A story of one's own with what was said of it."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
        attempts = store.attempts.select(kind=Exercise.PEER_REVIEW, item=record.id, limit=PAGE)
    spans: list[Span] = []
    told = []
    for attempt in attempts:
        review = from_json(attempt.text)
        now = moved(review, text)
        numbers = {place: len(spans) + place for place in range(1, len(now.review.strengthen) + 1)}
        spans += [remark.span for remark in now.review.strengthen]
        told.append(Told(attempt, now.review, now.gone, numbers))
    return page(
        request,
        "peer_review_own.html",
        story=record,
        told=told,
        passages=passages(text, spans),
        highest=HIGHEST,
    )


@router.get("/exercises/peer-review/own/{slug}/review")
def on_own(request: Request, slug: str, peer: bool = False) -> Response:
    """A story of one's own with the three questions; for a peer it shows nothing of the coach's opinion."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        text = store.stories.text(record.id)
    return _form(request, text, Answers(), story=record, revision=record.revision, peer=peer)


@router.post("/exercises/peer-review/own/{slug}/review")
def of_own(
    request: Request,
    slug: str,
    sent: Sent,
    peer: Annotated[bool, Form()] = False,
    revision: Annotated[int, Form(ge=0, le=1 << 30)] = 0,
) -> Response:
    """Keeps the review of the revision that was read."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
        revision = revision or record.revision
        text = store.stories.revision(record.id, revision).text
        try:
            review = as_review(sent, text)
        except StarlError as error:
            return _form(request, text, sent, story=record, revision=revision, peer=peer, trouble=str(error))
        said = {"peer": peer, "reviewer": sent.reviewer, "revision": revision}
        kept = _keep(store, record.id, review, sent, said)
    if peer:
        return back_to(f"/exercises/peer-review/own/{record.slug}/thanks?{urlencode({'by': sent.reviewer})}")
    return back_to(f"/exercises/peer-review/reviews/{kept.id}")


@router.get("/exercises/peer-review/own/{slug}/thanks")
def thanks(request: Request, slug: str, by: Annotated[str, Query(max_length=100)] = "") -> Response:
    """What a peer sees afterwards; the other reviews are the author's."""
    with journal_of(request).open() as store:
        record = the_story(store, slug)
    return page(request, "peer_review_thanks.html", story=record, reviewer=by)


@router.get("/exercises/peer-review/reviews/{identifier}")
def show(request: Request, identifier: str) -> Response:
    """A review beside the reference and the coach."""
    with journal_of(request).open() as store:
        attempt = the_attempt(store, identifier, Exercise.PEER_REVIEW)
        one = next((each for each in samples() if each.id == attempt.item), None)
        record = None if one else the_story(store, attempt.item)
        said: dict[str, Any] = attempt.verdict or {}
        if record is not None:
            text = store.stories.revision(record.id, int(said.get("revision", record.revision))).text
    if one is not None:
        text = one.text
    review = from_json(attempt.text)
    seen = compare(review, text, one.reference if one else None)
    theirs = [spot.spot.span for spot in seen.spots]
    coach = [noticed.finding.span for noticed in seen.coach]
    mine = [remark.span for remark in review.strengthen]
    every = samples()
    return page(
        request,
        "peer_review_result.html",
        attempt=attempt,
        sample=one,
        story=record,
        title=record.title if record else _title(text),
        review=review,
        whys=(said.get("authenticity_why", ""), said.get("learning_why", "")),
        seen=seen,
        passages=passages(text, [*mine, *theirs, *coach]),
        mine=len(mine),
        theirs=len(theirs),
        highest=HIGHEST,
        following=every[(every.index(one) + 1) % len(every)] if one else None,
    )


def _form(request: Request, text: str, sent: Answers, *, trouble: str = "", **subject: Any) -> Response:
    told: list[Passage] = passages(text, [])
    return page(
        request,
        "peer_review_form.html",
        status=422 if trouble else 200,
        **{"sample": None, "story": None, "revision": 0, "peer": False} | subject,
        title=subject["story"].title if subject.get("story") else _title(text),
        passages=told,
        questions=QUESTIONS,
        ratings=range(LOWEST, HIGHEST + 1),
        themes=list(Theme),
        sent=sent,
        rows=rows(sent),
        trouble=trouble,
    )


def rows(sent: Answers) -> list[Given]:
    """The places for remarks: those that were typed, and some empty ones."""
    return [*sent.remarks, *[Given("", "", "", 0)] * max(1, _BLANK - len(sent.remarks))]


def as_review(sent: Answers, text: str) -> Review:
    """What was typed, with its remarks at their words. Raises StarlError where something is missing or not found."""
    if not sent.authenticity or not sent.learning:
        raise StarlError("both ratings are needed; choose 1 to 5 for each of the first two questions")
    return Review(
        sent.authenticity, sent.learning, tuple(_remark(given, text) for given in sent.remarks), sent.summary
    )


def _remark(given: Given, text: str) -> Remark:
    theme = Theme(given.theme) if given.theme in set(Theme) else None
    try:
        return anchored(text, given.quote, given.comment, theme, given.after)
    except StarlError:
        return anchored(text, given.quote, given.comment, theme)


def _keep(store: Store, item: str, review: Review, sent: Answers, said: dict[str, Any]) -> Attempt:
    whys = {"authenticity_why": sent.authenticity_why, "learning_why": sent.learning_why}
    return store.attempts.add(
        Attempt(
            id=store.new_id(),
            created=store.now(),
            kind=Exercise.PEER_REVIEW,
            item=item,
            text=to_json(review),
            verdict=said | whys,
        )
    )


def _sample(identifier: str) -> Sample:
    try:
        return sample(identifier)
    except StarlError as error:
        raise HTTPException(404, str(error)) from None


def _title(text: str) -> str:
    return parse(text).title or "A story"
