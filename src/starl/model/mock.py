"""A mock interview: questions, answers, the follow-ups to them, and how the person saw it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from starl.model.question import Question
from starl.model.report import Dimension


class Strictness(StrEnum):
    """How much the interviewer digs."""

    GENTLE = "gentle"
    """One follow-up at most, for what would cost the most."""
    USUAL = "usual"
    """Two at most, until nothing is left open."""
    TOUGH = "tough"
    """Three, sharper, and deeper where the answer is good."""


class Stage(StrEnum):
    """What comes next."""

    ASKING = "asking"
    """A question is to be put."""
    ANSWERING = "answering"
    """It was put; the answer is awaited."""
    FOLLOWING_UP = "following_up"
    """A follow-up was put; the reply is awaited."""
    ASSESSING = "assessing"
    """All is asked; the person says how they saw it, before any score is shown."""
    DEBRIEF = "debrief"
    """The scores can be shown."""
    DONE = "done"


class Weakness(StrEnum):
    """What an answer leaves open, the worst first. Those from `NO_REPAIR` on only deepen a good answer."""

    MORE = "more"
    HUMBLEBRAG = "humblebrag"
    CATASTROPHIC = "catastrophic"
    BLAME = "blame"
    WE = "we"
    PASSIVE = "passive"
    TRIVIAL = "trivial"
    NO_RESULT = "no_result"
    HIDES_DAMAGE = "hides_damage"
    PART = "part"
    NO_LEARNING = "no_learning"
    PLATITUDE = "platitude"
    OTHERS_LESSON = "others_lesson"
    NOT_APPLIED = "not_applied"
    NO_SCALE = "no_scale"
    NO_SETTING = "no_setting"
    NO_REPAIR = "no_repair"
    TODAY = "today"
    DISAGREED = "disagreed"


class Weak(NamedTuple):
    """One weakness of an answer."""

    kind: Weakness
    quote: str = ""
    """The words that show it; empty where it is something that was not said."""


class Said(NamedTuple):
    """What the person answered, typed or spoken."""

    text: str
    seconds: float | None = None
    """How long it took; None where nobody measured."""
    take: str | None = None
    """The id of the take, where it was recorded."""


class FollowUp(NamedTuple):
    """A follow-up, and what was replied."""

    text: str
    kind: Weakness | None
    """The weakness that it digs for; None for one of the question's own."""
    quote: str = ""
    """The words of the answer that gave rise to it."""
    reply: Said | None = None
    """None until it is given; empty text where the person passed."""
    by_model: bool = False
    """Whether the person's language model asked it."""


class Heard(NamedTuple):
    """What an interviewer may have made of one answer, on one dimension."""

    dimension: Dimension
    score: int
    """0..4."""
    why: str
    quotes: tuple[str, ...]
    """The sentences that bear most on it, word for word."""


class Pick(NamedTuple):
    """A story of the journal for a question."""

    story: str
    """Its id."""
    title: str
    level: str
    """How well it answers the question; see FitLevel."""
    why: str


class RoundDebrief(NamedTuple):
    """The debrief of one answer."""

    words: int
    judged: bool
    """False where it is no failure story that the coach can read; then nothing is scored."""
    heard: tuple[Heard, ...]
    open: tuple[Weak, ...]
    """What is still open after all replies."""
    closed: tuple[Weakness, ...]
    """What a reply has settled."""
    told: Pick | None
    """The story that was told; None for one that is not in the journal."""
    better: Pick | None
    """A story that would have answered the question better."""


class DrillTip(NamedTuple):
    """A drill to do next."""

    drill: str
    """Its kind; see practice/drills."""
    story: str | None
    """The id of the story to do it with."""
    why: str


class Debrief(NamedTuple):
    """The debrief of a session."""

    rounds: tuple[RoundDebrief, ...]
    scores: dict[Dimension, float]
    """The mean over the judged answers, 0..4; empty where none was."""
    said: tuple[str, ...]
    """The whole in a few sentences, and how the person's own view compares."""
    drills: tuple[DrillTip, ...]
    """Three at most."""


@dataclass(frozen=True, slots=True)
class Round:
    """One question of the session."""

    question: Question
    answer: Said | None = None
    """None until it is given; empty text where the person passed."""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def text(self) -> str:
        """The answer with the replies joined to it."""
        replies = [item.reply.text for item in self.follow_ups if item.reply]
        parts = [self.answer.text if self.answer else "", *replies]
        return "\n\n".join(part.strip() for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class Mock:
    """A session. Every change gives a new one."""

    rounds: tuple[Round, ...]
    strictness: Strictness = Strictness.USUAL
    minutes: float = 2.0
    """For an answer, as the countdown shows them."""
    focus: str = ""
    """What the questions were chosen by, in words."""
    seed: str = ""
    """Sets the order of what could come in any order."""
    stage: Stage = Stage.ASKING
    at: int = 0
    """The place of the current question."""
    assessment: dict[Dimension, int] | None = None
    """How the person saw it, 0..4 each; None until said, empty where they would not say."""
    debrief: Debrief | None = None
    """Made once the person has assessed."""

    @property
    def current(self) -> Round | None:
        """The question that the session is at; None when all are asked."""
        return self.rounds[self.at] if self.stage in _IN_ROUND else None

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up that awaits its reply."""
        return self.rounds[self.at].follow_ups[-1] if self.stage is Stage.FOLLOWING_UP else None


_IN_ROUND = (Stage.ASKING, Stage.ANSWERING, Stage.FOLLOWING_UP)
Json = dict[str, Any]
