"""Reviews that were made in another program, taken into the memory of the cards, each once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from starl.model.practice import Card, CardKind, Rating, ReviewLog
from starl.practice.scheduling import reviewed
from starl.store.store import Store

Item = tuple[CardKind, str]


class Elsewhere(NamedTuple):
    """One review."""

    kind: CardKind
    item: str
    """The id of the story or of the entry whose lesson it is, or the name of the question."""
    rating: Rating
    reviewed: datetime
    milliseconds: int | None
    """What the person took; None where nobody measured."""


class Taken(NamedTuple):
    """How many reviews became what."""

    added: int
    known: int
    """Those of a moment at which the card has a review already."""
    strange: int
    """Those of a record that this journal has not, or has in the bin, and of questions, which starl has no cards for."""
    ahead: int
    """Those that lie in the future: a clock was wrong."""


def take_reviews(store: Store, reviews: Iterable[Elsewhere], now: datetime) -> Taken:
    """Takes them in, in one transaction, the oldest first. now: with the person's time zone.

    A card that starl does not have yet is made. Where one has a review later than a new one, its memory is reckoned
    anew from all of its reviews, as if each had been made in its turn.
    """
    by_item: dict[Item, list[Elsewhere]] = {}
    for one in sorted(reviews, key=lambda one: one.reviewed):
        by_item.setdefault((one.kind, one.item), []).append(one)
    known = strange = ahead = added = 0
    with store.transaction():
        without_card = {(one.kind, one.item) for one in store.cards.candidates()}
        for (kind, item), found in by_item.items():
            card = store.cards.of_item(kind, item)
            if card is None and (kind, item) not in without_card:
                strange += len(found)
                continue
            past = [one for one in found if one.reviewed <= now]
            ahead += len(found) - len(past)
            there = {log.reviewed for log in store.cards.logs(card.id)} if card else set()
            new = [one for one in past if one.reviewed not in there]
            known += len(past) - len(new)
            if new:
                first = new[0].reviewed
                card = card or store.cards.add(Card(store.new_id(), first, kind, item, first))
                logs = [
                    ReviewLog(store.new_id(), card.id, one.rating, one.reviewed, one.milliseconds)
                    for one in new
                ]
                _take(store, card, logs, now)
                added += len(logs)
    return Taken(added, known, strange, ahead)


def _take(store: Store, card: Card, new: list[ReviewLog], now: datetime) -> None:
    """new: the oldest first."""
    old = store.cards.logs(card.id)
    if card.last_review is not None and new[0].reviewed < card.last_review:
        if not old or old[-1].reviewed != card.last_review:
            # Its memory comes from somewhere else than from these reviews, and cannot be reckoned anew from them.
            late = [log for log in new if log.reviewed > card.last_review]
            store.cards.add_logs([log for log in new if log not in late])
            new = late
        else:
            new = sorted([*old, *new], key=lambda log: log.reviewed)
            store.cards.remove(card.id)
            card = store.cards.add(Card(card.id, card.created, card.kind, card.item, new[0].reviewed))
    for log in new:
        card = store.cards.record(reviewed(card, log.rating, log.reviewed.astimezone(now.tzinfo)), log)
