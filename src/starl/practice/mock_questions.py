"""Which questions a mock interview asks: by theme, role, a company's value, or where the person is weakest."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from starl.content import content_text
from starl.errors import StarlError
from starl.model.mock import Mock
from starl.model.question import Question, Theme
from starl.model.report import Dimension
from starl.practice.follow_ups import shuffled

_AGAIN = 0.15
"""What each earlier session that asked a question takes from its rank."""
_NO_STORY = 1.0
"""How much a question without any story to answer it is worth asking, 0..1; a strong story makes it 0."""


class Role(NamedTuple):
    """A kind of work, and what its interviews ask for."""

    id: str
    names: tuple[str, ...]
    """Words of a job's title that mean it."""
    themes: tuple[Theme, ...]
    topics: tuple[str, ...]
    """Topics (see coach/topics) that its work fails at."""


@cache
def roles() -> tuple[Role, ...]:
    """The roles, as their file has them."""
    return tuple(
        Role(
            table["id"],
            tuple(table["names"]),
            tuple(map(Theme, table["themes"])),
            tuple(table["topics"]),
        )
        for table in tomllib.loads(content_text("interview_roles.toml"))["role"]
    )


def find_role(title: str) -> Role:
    """The role that a job's title names, by the most of its words. Raises StarlError where none is named.

    >>> find_role("Senior SRE").id
    'operations'
    """
    said = title.lower().replace("/", " ").split()
    best = max(roles(), key=lambda role: (sum(word in role.names for word in said), _specific(role, said)))
    if not any(word in best.names for word in said):
        raise StarlError(
            f"no questions are kept for '{title}'; the roles are {', '.join(role.id for role in roles())}"
        )
    return best


def _specific(role: Role, said: Sequence[str]) -> bool:
    """Words such as `senior` or `engineer` only decide where nothing else does."""
    return role.id not in ("lead", "fullstack") and any(word in role.names for word in said)


def by_theme(questions: Sequence[Question], theme: Theme) -> dict[str, float]:
    """The rank of the questions of a theme."""
    return {question.id: 1.0 for question in questions if question.theme is theme}


def by_role(questions: Sequence[Question], role: Role) -> dict[str, float]:
    """The rank of the questions that a role is asked: by theme, and by what they are about."""
    ranks = {}
    for question in questions:
        about = {topic for group in question.about for topic in group}
        rank = 0.6 * (question.theme in role.themes) + 0.5 * bool(about & set(role.topics))
        if rank:
            ranks[question.id] = rank
    return ranks


def by_value(questions: Sequence[Question], asked: Question) -> dict[str, float]:
    """The rank of a value's question, and behind it of those that are about the same, or about any failure."""
    about = {topic for group in asked.about for topic in group}
    ranks = {asked.id: 2.0}
    for question in questions:
        topics = {topic for group in question.about for topic in group}
        if question.id != asked.id and (about & topics or not topics):
            ranks[question.id] = 1.0 if about & topics else 0.3
    return ranks


def by_weakness(
    questions: Sequence[Question], best_fit: Mapping[str, float], earlier: Iterable[Mock]
) -> dict[str, float]:
    """The rank of all questions, by where the person is weakest.

    best_fit: for each question, the score (0..1) of the story that answers it best; none for no stories. earlier:
    finished sessions; a theme that went badly in them counts as much as a question without a story.
    """
    scores: dict[Theme, list[float]] = {}
    for mock in earlier:
        for asked, found in zip(mock.rounds, mock.debrief.rounds if mock.debrief else (), strict=False):
            if found.judged or not asked.text:
                mean = sum(item.score for item in found.heard) / (4 * len(Dimension))
                scores.setdefault(asked.question.theme, []).append(mean)
    went = {theme: 1 - sum(those) / len(those) for theme, those in scores.items()}
    return {
        question.id: _NO_STORY - best_fit.get(question.id, 0.0) + went.get(question.theme, 0.5)
        for question in questions
    }


def choose(
    questions: Sequence[Question],
    ranks: Mapping[str, float],
    number: int,
    *,
    seed: str,
    asked: Mapping[str, int] | None = None,
) -> tuple[Question, ...]:
    """The highest-ranked questions, as many as there are up to `number`.

    Of equals the seed decides. A theme comes again only when every other ranked theme has had its turn, so that one
    session is not five times the same question. asked: how often earlier sessions asked a question, by id; those
    come later.
    """
    often = asked or {}
    ranked = sorted(
        (question for question in questions if question.id in ranks),
        key=lambda one: (-round(ranks[one.id] - _AGAIN * often.get(one.id, 0), 2), shuffled(seed, one.id)),
    )
    taken: list[Question] = []
    turns: dict[Theme, int] = {}
    while ranked and len(taken) < number:
        least = min(turns.get(question.theme, 0) for question in ranked)
        question = next(one for one in ranked if turns.get(one.theme, 0) == least)
        ranked.remove(question)
        taken.append(question)
        turns[question.theme] = least + 1
    return tuple(taken)
