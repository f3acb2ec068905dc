"""Keeping what is shared, and leading its words back to the author's own."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from starl.model.sharing import Share
from starl.model.story import Span
from starl.model.story_record import StoryRecord
from starl.sharing.offer import Draft
from starl.store.store import Store

FORMAT = 1
"""The version of the shared file and of the review that it gives."""


def keep(store: Store, record: StoryRecord, revision: int, draft: Draft) -> Share:
    """Keeps what is given away; the same of the same revision again is the same share, with the same id."""
    for share in store.shares.select(record.id):
        if (share.revision, share.title, share.text, share.swaps) == (
            revision,
            draft.title,
            draft.text,
            draft.swaps,
        ):
            return share
    return store.shares.add(
        Share(
            id=store.new_id(),
            created=store.now(),
            story=record.id,
            revision=revision,
            title=draft.title,
            text=draft.text,
            parts=draft.parts,
            origins=draft.origins,
            swaps=draft.swaps,
        )
    )


def digest(share: Share) -> str:
    """SHA-256 of what the reviewer was shown, in hexadecimal digits; it tells a changed file from the shared one."""
    said = json.dumps([FORMAT, share.id, share.title, share.text], ensure_ascii=False)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def source(share: Share, span: Span) -> Span:
    """Where in the revision a stretch of the shared text comes from; a replacement that is cut counts as the whole."""
    start = end = None
    for each in share.origins:
        if each.end <= span.start or each.start >= span.end:
            continue
        if each.swapped:
            first, last = each.source_start, each.source_end
        else:
            first = each.source_start + max(0, span.start - each.start)
            last = each.source_end - max(0, each.end - span.end)
        start = first if start is None else min(start, first)
        end = last if end is None else max(end, last)
    return Span(start or 0, end or 0)


def in_own_words(share: Share, said: str) -> str:
    """What a reviewer wrote, with the author's words where the reviewer knew only a replacement that is unmistakable."""
    shown = [swap.shown.casefold() for swap in share.swaps]
    back = {
        swap.shown.casefold(): swap.words[0]
        for swap in share.swaps
        if shown.count(swap.shown.casefold()) == 1 and re.search(r" [A-Z]+$", swap.shown)
    }
    if not back:
        return said
    every = "|".join(re.escape(label) for label in sorted(back, key=len, reverse=True))
    return re.sub(rf"\b(?:{every})\b", lambda found: back[found[0].casefold()], said, flags=re.IGNORECASE)
