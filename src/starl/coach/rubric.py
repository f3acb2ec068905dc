"""How an interviewer would read the story, on four dimensions of 0 to 4."""

from __future__ import annotations

from starl.coach.document import Document
from starl.coach.model import Scores
from starl.coach.settings import Profile, Settings
from starl.model.report import Dimension, DimensionReport, Level, Strength
from starl.model.story import Section, Span

WHY = {
    Dimension.SELF_AWARENESS: (
        "No cause of your own is named.",
        "Your own part stays vague.",
        "Your own part is named in passing, without why you chose so.",
        "Your own choice is named, and why you made it.",
        "Your own choice and the belief behind it are plain.",
    ),
    Dimension.HUMILITY: (
        "It defends, blames or boasts.",
        "The fault is admitted grudgingly.",
        "It is told plainly; the fault could be said more directly.",
        "The fault is admitted without an excuse.",
        "The fault is admitted, and so are the harm to others or their help.",
    ),
    Dimension.LEARNING: (
        "No learning is told.",
        "The learning would fit any story.",
        "A lesson is there, but hardly what changed because of it.",
        "A lesson, and a change made because of it.",
        "The change made, and where it was put to use.",
    ),
    Dimension.RESILIENCE: (
        "Nothing is told of what you did when it had gone wrong.",
        "Your own part in putting it right is hardly told.",
        "It was put right; what keeps it from happening again is open.",
        "It was put right, and the next one prevented.",
        "It was put right, prevented, and that held later.",
    ),
}
"""What each score from 0 to 4 stands for."""
NEXT = {
    Dimension.SELF_AWARENESS: (
        "Name your own part in it. What did you do, or leave undone, that could have gone otherwise?",
        "Say plainly which part was yours. What did you decide, and when?",
        "Say why you chose so. What spoke for it on that day?",
        "Say what you chose and why it seemed right then. What did you believe that was not so?",
    ),
    Dimension.HUMILITY: (
        "Tell it once without a defence. How would somebody tell it who had to bear it?",
        'Name the fault in one sentence, without a "but". How does it sound?',
        "Name the fault once, plainly, and who had to bear it. Whom did it hurt?",
        "Say who had to bear it, or who helped you. What did it cost them?",
    ),
    Dimension.LEARNING: (
        "Say what it taught you. What do you know now that you did not know on that morning?",
        "Tell what it taught you, and nobody else. What would a colleague do on Monday who had learned just this?",
        "Tell what changed because of it. What do you do differently on an ordinary day?",
        "Tell where you used the lesson since. When did you last do it differently, and what came of it?",
    ),
    Dimension.RESILIENCE: (
        "Tell what you did once it had gone wrong. What came first, and whom did you tell?",
        "Tell your own part in putting it right. What did you do, and what did others?",
        "Tell what keeps it from happening again. What stands now between you and the next time?",
        "Tell how that held. When was it put to the test, and who else uses it by now?",
    ),
}
"""What leads from each score to the next: it presumes nothing that the score says is missing."""
_EVIDENCE = {
    Dimension.SELF_AWARENESS: ("own",),
    Dimension.HUMILITY: ("own", "blame", "brag"),
    Dimension.LEARNING: ("applied", "lesson", "platitude"),
    Dimension.RESILIENCE: ("applied",),
}
_LEAST = 0.35
_UNPROVEN = 2
"""The most that own part and learning are rated where the chain quotes no cause, or no change."""
_SAID = 2
"""The least that a learning is rated whose change the chain quotes; one more where it quotes the lesson, too."""
_SOME_LEARNING = {
    (True, True): (
        "A lesson and a change made because of it; both stayed with you.",
        NEXT[Dimension.LEARNING][3],
    ),
    (True, False): (WHY[Dimension.LEARNING][2], NEXT[Dimension.LEARNING][2]),
    (False, True): (
        "A change is told; the lesson that led to it is left to the listener.",
        "Say the lesson behind the change. What did you believe before, and what do you know now?",
    ),
    (False, False): (
        "A lesson can be guessed; what changed because of it is hardly told.",
        NEXT[Dimension.LEARNING][2],
    ),
}
"""What a learning of 2 stands for and what leads on, by whether the chain quotes the lesson, and the change."""
_LESSON_LEFT = "A change made because of it; the lesson behind it is left to the listener."
"""What a learning of 3 stands for where no sentence says the lesson outright."""
_CHANGE_UNPROVEN = (
    "It was put right; whether your change prevents the next one is open.",
    "Tell how your change would have caught this very failure. At which step, and who would have seen it?",
)
"""What a resilience of 2 stands for, and what leads on, where the chain quotes a change."""


def rate(
    document: Document,
    scores: list[Scores],
    profile: Profile,
    settings: Settings,
    level: Level,
    chain: Strength,
) -> dict[Dimension, DimensionReport]:
    """The four readings. At senior and staff level a learning that stayed with one person earns less.

    None of them says that something is told for which the chain has no words of the story to quote.
    """
    found = {}
    proofs = {Dimension.SELF_AWARENESS: chain.weakness.text, Dimension.LEARNING: chain.improvement.text}
    alone = level in (Level.SENIOR, Level.STAFF) and not _reaches_others(document)
    for dimension in Dimension:
        value = settings.rubric[dimension.value].of(profile)
        if dimension is Dimension.LEARNING and chain.improvement.text is not None:
            value = max(value, _SAID + (chain.learning.text is not None))
        why = ""
        if alone and dimension in (Dimension.LEARNING, Dimension.RESILIENCE):
            value -= 0.5
            why = f" At {level.value} level: whom beyond you did it change?"
        score = max(0, min(4, round(value)))
        if dimension in proofs and proofs[dimension] is None:
            score = min(score, _UNPROVEN)
        spans = _spans(document, scores, dimension)
        if dimension is Dimension.LEARNING and not spans and not document.of(Section.LEARNING):
            score, why = 0, ""
        found[dimension] = DimensionReport(score, spans, _reading(dimension, score, chain)[0] + why)
    return found


def next_step(dimension: Dimension, score: int, chain: Strength) -> str | None:
    """What leads from this score to the next; None from the highest."""
    return _reading(dimension, score, chain)[1]


def _reading(dimension: Dimension, score: int, chain: Strength) -> tuple[str, str | None]:
    """What this score stands for, and what leads on from it, where the chain quotes what it does."""
    lesson, change = chain.learning.text is not None, chain.improvement.text is not None
    if dimension is Dimension.LEARNING and score == 2:
        return _SOME_LEARNING[lesson, change]
    if dimension is Dimension.RESILIENCE and score == 2 and change:
        return _CHANGE_UNPROVEN
    why, steps = WHY[dimension][score], NEXT[dimension]
    if dimension is Dimension.LEARNING and score == 3 and not lesson:
        why = _LESSON_LEFT
    return why, steps[score] if score < len(steps) else None


def _spans(document: Document, scores: list[Scores], dimension: Dimension) -> tuple[Span, ...]:
    """The up to two sentences that bear most on this dimension."""

    tags = _EVIDENCE[dimension]
    ranked = sorted((-max([score.tags[tag] for tag in tags]), at) for at, score in enumerate(scores))[:2]
    spans = [document.sentences[at].span for weight, at in ranked if -weight >= _LEAST]
    if not spans and dimension is Dimension.RESILIENCE:
        spans = [sentence.span for sentence in document.of(Section.ACTION)[-1:]]
    return tuple(sorted(spans))


def _reaches_others(document: Document) -> bool:
    words = {word for sentence in document.of(Section.LEARNING) for word in sentence.words}
    return bool(
        words
        & {"we", "our", "team", "teams", "everyone", "others", "company", "department", "colleagues", "us"}
    )
