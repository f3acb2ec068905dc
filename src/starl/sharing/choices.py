"""What the author decided about words before, kept for the next share. The words that never leave are those of `opinion`."""

from __future__ import annotations

import re

from starl.coach.redaction_kinds import Kind
from starl.opinion.setting import own_words
from starl.sharing.offer import Choices, Draft, checked, draft, key
from starl.store.store import Store

_CHOICES = "share.choices"
_LABEL = re.compile(rf"(?:{'|'.join(Kind)}) [A-Z]+")
_MOST = 1000
"""Decisions that are remembered; the oldest make room."""


def _decided(choices: Choices) -> dict[str, str | None]:
    """Without those that ask for a label such as `Person A`: starl gives these anew in each story."""
    return {word: said for word, said in choices.items() if said is None or not _LABEL.fullmatch(said)}


def remembered(store: Store) -> dict[str, str | None]:
    """What was decided about words, for all stories."""
    kept = store.settings.get(_CHOICES, {})
    if not isinstance(kept, dict):
        return {}
    return {word: said for word, said in kept.items() if said is None or isinstance(said, str)}


def remember(store: Store, choices: Choices) -> None:
    """Keeps decisions for the next share. Raises StarlError for a replacement that is empty or too long."""
    new = {key(word): None if said is None else checked(said) for word, said in choices.items() if key(word)}
    kept = _decided({word: said for word, said in remembered(store).items() if word not in new} | new)
    store.settings.set(_CHOICES, dict(list(kept.items())[-_MOST:]))


def offered(store: Store, story: str, revision: int, title: str, choices: Choices | None = None) -> Draft:
    """What would be shared of a revision, by what was decided before and these decisions."""
    text = store.stories.revision(story, revision).text
    new = {key(word): None if said is None else checked(said) for word, said in (choices or {}).items()}
    kept = remembered(store)
    own = [word for word in own_words(store) if new.get(key(word), kept.get(key(word), "")) is not None]
    return draft(text, title, own, _decided(kept | new))
