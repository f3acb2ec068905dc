"""Sections for a text without headings: the likeliest run of roles, sentence by sentence."""

from __future__ import annotations

from starl.coach.model import ROLES, Scores
from starl.model.story import Section

SECTION_OF: dict[str, Section | None] = dict(zip(ROLES, (*Section, None), strict=True))


def decode(scores: list[Scores], moves: dict[str, list[float]]) -> list[Section | None]:
    """The section of each sentence (Viterbi).

    moves: for each role and for `start`, the log odds of going on to each of ROLES; they keep sections in
    one piece where the words leave it open.
    """
    if not scores:
        return []
    count = range(len(ROLES))
    best = [moves["start"][role] + scores[0].roles[role] for role in count]
    back: list[list[int]] = []
    table = [moves[role] for role in ROLES]
    for score in scores[1:]:
        came, after = [], []
        for role in count:
            reach = [best[before] + table[before][role] for before in count]
            top = max(reach)
            came.append(reach.index(top))
            after.append(top + score.roles[role])
        back.append(came)
        best = after
    role = best.index(max(best))
    path = [role]
    for came in reversed(back):
        role = came[role]
        path.append(role)
    return [SECTION_OF[ROLES[role]] for role in reversed(path)]
