"""The next question of an interviewer who digs: where this answer is weak, and never where it has been told."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from starl.coach.replies import settles
from starl.coach.weaknesses import DEPTH, kin, weaknesses
from starl.content import content_text
from starl.model.mock import FollowUp, Mock, Round, Strictness, Weak, Weakness

MOST = {Strictness.GENTLE: 1, Strictness.USUAL: 2, Strictness.TOUGH: 3}
"""Follow-ups to one question."""
_MILD = (*DEPTH, Weakness.NO_SCALE, Weakness.NO_SETTING)
"""What a gentle interviewer lets pass."""
_FROM_REPLIES = (Weakness.HUMBLEBRAG, Weakness.BLAME)
"""What a reply can bring up that the answer had not."""


class Wording(NamedTuple):
    """How a weakness is asked for."""

    thought: str
    """What a listener may think."""
    settles: str
    """What a reply to it tells."""
    ask: tuple[str, ...]
    press: tuple[str, ...]
    """Sharper ones."""


@cache
def wordings() -> dict[Weakness, Wording]:
    """The wordings by weakness."""
    tables = tomllib.loads(content_text("follow_ups.toml"))["weakness"]
    return {
        Weakness(table["kind"]): Wording(
            table["thought"], table["settles"], tuple(table["ask"]), tuple(table["press"])
        )
        for table in tables
    }


@cache
def _touches() -> tuple[tuple[Weakness, tuple[str, ...]], ...]:
    tables = tomllib.loads(content_text("follow_ups.toml"))["touches"]
    return tuple((Weakness(table["kind"]), tuple(table["words"])) for table in tables)


def left_open(asked: Round) -> tuple[Weak, ...]:
    """What an answer and its replies leave open, the worst first; with what only deepens it at the end.

    A reply settles a weakness where the whole does not show it any more, or where the reply alone gives what lacked.
    What only the joining brings up is left out, but for what follows from what was open: a cost, say, without its size.
    """
    if asked.answer is None or not asked.text:
        return ()
    replies = [item.reply.text for item in asked.follow_ups if item.reply]
    first = weaknesses(asked.answer.text)
    if not any(replies):
        return first
    kinds = {weak.kind for weak in first}
    fresh = not kinds or Weakness.MORE in kinds
    found: dict[Weakness, Weak] = {}
    for weak in weaknesses(asked.text):
        near = [one for one in first if kin(one.kind, weak.kind)]
        known = fresh or weak.kind in kinds or weak.kind in _FROM_REPLIES
        choices = [weak] if known else [*near, weak] if near else []
        lacking = [item for item in choices if not any(settles(item.kind, reply) for reply in replies)]
        if lacking:
            found.setdefault(lacking[0].kind, lacking[0])
    return tuple(found[kind] for kind in Weakness if kind in found)


def next_follow_up(mock: Mock) -> FollowUp | None:
    """What the interviewer asks next about the current answer; None where it goes on to the next question.

    The worst weakness comes first, each once; a tough interviewer asks a second time where the reply did not help.
    No wording comes twice in a session. The order of the wordings is set by the session's seed.
    """
    asked = mock.rounds[mock.at]
    if not asked.text or len(asked.follow_ups) >= MOST[mock.strictness]:
        return None
    used = {item.text for one in mock.rounds for item in one.follow_ups}
    every = left_open(asked)
    weak = [
        item for item in every if item.kind not in (_MILD if mock.strictness is Strictness.GENTLE else DEPTH)
    ]
    tough = mock.strictness is Strictness.TOUGH
    for item in weak:
        times = sum(one.kind is item.kind for one in asked.follow_ups)
        if times <= (1 if tough else 0):
            text = _worded(item.kind, tough or times > 0, used, f"{mock.seed}:{mock.at}")
            if text is not None:
                return FollowUp(text, item.kind, item.quote)
    if mock.strictness is Strictness.GENTLE or not (tough or weak):
        return None
    own = _own(asked, {item.kind for item in every}, used)
    if own is not None:
        return FollowUp(own, None)
    deeper = [item for item in every if item.kind in DEPTH] if tough else []
    for item in deeper:
        text = _worded(item.kind, False, used, f"{mock.seed}:{mock.at}")
        if text is not None:
            return FollowUp(text, item.kind)
    return None


def _worded(kind: Weakness, sharp: bool, used: set[str], seed: str) -> str | None:
    """A wording that was not used yet, the sharper or the usual ones first."""
    wording = wordings()[kind]
    pools = (wording.press, wording.ask) if sharp else (wording.ask, wording.press)
    for pool in pools:
        free = [text for text in pool if text not in used]
        if free:
            return min(free, key=lambda text: shuffled(seed, text))
    return None


def _own(asked: Round, lacking: set[Weakness], used: set[str]) -> str | None:
    """The question's own follow-up that asks for nothing that was told."""
    for text in asked.question.follow_ups:
        plain = text.lower()
        about = {kind for kind, words in _touches() if any(word in plain for word in words)}
        if text not in used and (not about or about & lacking):
            return text
    return None


def shuffled(seed: str, item: str) -> bytes:
    """A sort key that puts items into an order set by the seed, the same on every machine."""
    return blake2b(f"{seed}:{item}".encode(), digest_size=8).digest()
