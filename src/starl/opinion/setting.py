"""Which model is meant, and the person's list of further words that never leave: settings of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from starl.errors import StarlError
from starl.store.store import Store

_MODEL = "model.name"
_WORDS = "model.words"
MOST_WORDS = 500
LONGEST_WORD = 100
_OFF = "no language model is switched on, and starl works without one; `starl model use NAME` switches one on"


def chosen(store: Store) -> str | None:
    """The name of the model; None where none is switched on."""
    name = store.settings.get(_MODEL)
    return name if isinstance(name, str) and name else None


def needed(store: Store) -> str:
    """The name of the model. Raises StarlError where none is switched on."""
    name = chosen(store)
    if name is None:
        raise StarlError(_OFF)
    return name


def switch_on(store: Store, name: str) -> None:
    """From now on this model may be asked, each time with the person's consent."""
    store.settings.set(_MODEL, name)


def switch_off(store: Store) -> None:
    """No model may be asked any more. The list of words stays."""
    store.settings.remove(_MODEL)


def own_words(store: Store) -> tuple[str, ...]:
    """The person's further words, in order."""
    words = store.settings.get(_WORDS, [])
    return tuple(sorted(word for word in words if isinstance(word, str))) if isinstance(words, list) else ()


def hide(store: Store, words: Sequence[str]) -> tuple[str, ...]:
    """Adds words to the list, and gives all. Raises StarlError for empty or too long ones, or too many."""
    new = [" ".join(word.split()) for word in words]
    for word in new:
        if not 2 <= len(word) <= LONGEST_WORD:
            raise StarlError(f"'{word}' has to be 2 to {LONGEST_WORD} characters long; nothing was changed")
    known = {word.casefold(): word for word in (*own_words(store), *new)}
    if len(known) > MOST_WORDS:
        raise StarlError(
            f"the list has room for {MOST_WORDS} words; take some away with `starl model unhide`"
        )
    store.settings.set(_WORDS, sorted(known.values()))
    return own_words(store)


def unhide(store: Store, words: Sequence[str]) -> tuple[str, ...]:
    """Takes words from the list, and gives the rest. Raises StarlError for one that is not on it."""
    known = {word.casefold(): word for word in own_words(store)}
    for word in words:
        if known.pop(" ".join(word.split()).casefold(), None) is None:
            raise StarlError(f"'{word}' is not on the list; `starl model` shows it. Nothing was changed")
    store.settings.set(_WORDS, sorted(known.values()))
    return own_words(store)
