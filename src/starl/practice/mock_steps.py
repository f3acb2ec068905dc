"""A mock interview step by step for a face that keeps no state: each step says where it believes the session to be."""

from __future__ import annotations

from typing import Any, NamedTuple

from starl.errors import StarlError
from starl.model.mock import Mock, Said, Stage
from starl.model.report import Dimension
from starl.practice.mock import MOST_CHARACTERS, answer, assess, end_early, put
from starl.practice.mocks import Kept, conclude, find, keep
from starl.store.store import Store

_SETTING = "interview.drafts"
"""Holds the half-typed answer of each session by its id."""


class StaleError(StarlError):
    """The session went on elsewhere; nothing was changed."""

    def __init__(self, mock: Mock) -> None:
        super().__init__(f"this interview went on in another window; it is at {where(mock)} now")
        self.place = place(mock)
        """Where it is, as `place` says it."""


class HalfSaid(NamedTuple):
    """An answer that is not handed in yet."""

    text: str = ""
    seconds: float = 0.0
    """Spent on it so far."""


def place(mock: Mock) -> str:
    """Where a session is, in a word that is another after every step.

    A question (`q2`) that was put and one that is to be put are the same place; `q2f1` is its first follow-up.
    """
    if mock.stage in (Stage.ASKING, Stage.ANSWERING):
        return f"q{mock.at + 1}"
    if mock.stage is Stage.FOLLOWING_UP:
        return f"q{mock.at + 1}f{len(mock.rounds[mock.at].follow_ups)}"
    return mock.stage.value


def where(mock: Mock) -> str:
    """The same for people."""
    if mock.stage in (Stage.ASKING, Stage.ANSWERING):
        return f"question {mock.at + 1}"
    if mock.stage is Stage.FOLLOWING_UP:
        return f"a follow-up to question {mock.at + 1}"
    return "your own view" if mock.stage is Stage.ASSESSING else "the debrief"


def answered(store: Store, identifier: str, at: str, said: Said) -> Kept:
    """The session after an answer, a reply, or (with empty text) a pass; the next question is put at once.

    at: the place that was answered. Raises StaleError where the session is elsewhere by now, and as `answer`.
    """
    with store.transaction():
        kept = _there(store, identifier, at)
        mock = answer(_put(kept.mock), said)
        _forget(store, identifier)
        return keep(store, kept, _put(mock))


def ended(store: Store, identifier: str, at: str) -> Kept:
    """The session with no more questions. Raises StaleError, and as `end_early`."""
    with store.transaction():
        kept = _there(store, identifier, at)
        mock = end_early(kept.mock)
        _forget(store, identifier)
        return keep(store, kept, mock)


def assessed(store: Store, identifier: str, own: dict[Dimension, int]) -> Kept:
    """The session with the person's own view (0..4 each, or left out) and its debrief.

    One that was assessed already and has no debrief yet gets it, and keeps the view that it has. Raises StaleError
    where it is elsewhere, and as `assess`.
    """
    with store.transaction():
        kept = find(store, identifier)
        if kept.mock.stage is Stage.ASSESSING:
            kept = keep(store, kept, assess(kept.mock, own))
        elif kept.mock.stage is not Stage.DEBRIEF:
            raise StaleError(kept.mock)
    return conclude(store, kept)


def half_said(store: Store, kept: Kept) -> HalfSaid:
    """What was typed of the answer that the session waits for."""
    draft = _drafts(store).get(kept.id)
    if draft is None or draft["place"] != place(kept.mock):
        return HalfSaid()
    return HalfSaid(draft["text"], draft["seconds"])


def keep_half_said(store: Store, identifier: str, at: str, half: HalfSaid) -> None:
    """Keeps an answer that is not handed in yet. Raises StaleError where the session is elsewhere by now, and
    StarlError for one that is too long."""
    if len(half.text) > MOST_CHARACTERS:
        raise StarlError(
            f"an answer has {MOST_CHARACTERS} characters at most; hand it in as it is, or shorten it"
        )
    with store.transaction():
        _there(store, identifier, at)
        store.settings.set(
            _SETTING,
            {**_drafts(store), identifier: {"place": at, "text": half.text, "seconds": half.seconds}},
        )


def thrown_away(store: Store, identifier: str) -> None:
    """Removes a session for good, and what was typed in it."""
    with store.transaction():
        store.mocks.remove(identifier)
        _forget(store, identifier)


def _there(store: Store, identifier: str, at: str) -> Kept:
    kept = find(store, identifier)
    if place(kept.mock) != at:
        raise StaleError(kept.mock)
    return kept


def _put(mock: Mock) -> Mock:
    return put(mock) if mock.stage is Stage.ASKING else mock


def _drafts(store: Store) -> dict[str, Any]:
    drafts: dict[str, Any] = store.settings.get(_SETTING, {})
    return drafts


def _forget(store: Store, identifier: str) -> None:
    drafts = _drafts(store)
    if drafts.pop(identifier, None) is not None:
        store.settings.set(_SETTING, drafts)
