"""The five common mistakes as verdicts over the whole story, and the findings that they make."""

from __future__ import annotations

from starl.coach.document import Document
from starl.coach.learning_words import concrete_lesson, tells_change
from starl.coach.model import Scores, sigmoid
from starl.coach.rule import Rule
from starl.coach.settings import Profile, Settings
from starl.coach.stakes import cost_told
from starl.model.report import Finding, Level, Pitfall, PitfallReport, Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

ASK = 0.6
"""From this share of a pitfall's threshold on, the coach asks instead of staying silent."""
_SURE_EVIDENCE, _MORE_EVIDENCE = 0.3, 0.5
"""From this probability of its tag on a sentence is pointed at; beside the words that a rule found it takes more."""
_FRAME = frozenset(["project", "team", "timeline", "responsibility", "requirements", "deadline"])
"""Facts of the template that say what the work was; `session management` among them blames no manager."""
_MOST_SPANS = 3
_BEFORE_LEARNING = (Section.SITUATION, Section.TASK, Section.ACTION)
"""Where nobody looks for the learning: what is said there is no evidence that it is missing."""
_FEWEST_WORDS = 4
"""A shorter sentence ("Sure.") is no evidence: what the model says of so few words is chance."""
_MUCH = 3
"""So many sentences that sound like lessons or changes speak against a verdict of no learning, whatever the model says."""
_SOME = {
    Pitfall.TRIVIAL: 0.05,
    Pitfall.BLAME: 0.3,
    Pitfall.CATASTROPHIC: 0.05,
    Pitfall.NO_LEARNING: 0.3,
    Pitfall.HUMBLEBRAG: 0.3,
}
"""From this probability of its tag on, a sentence bears the verdict out (for no_learning: speaks against it)."""
_SURE, _LESS = 0.75, 0.5
"""From this score on, a part of that is enough."""
_BEGUN = 60
"""A text with fewer words and no learning may be the beginning of one: what it has not told yet is no evidence."""
_BEGUN_SOME = {Pitfall.TRIVIAL: 0.15, Pitfall.CATASTROPHIC: 0.22}
"""So much of the tag bears the verdict out there, however sure the model is that no cost and no repair are told."""
_TAG = {
    Pitfall.TRIVIAL: "trivial",
    Pitfall.BLAME: "blame",
    Pitfall.CATASTROPHIC: "catastrophe",
    Pitfall.NO_LEARNING: "platitude",
    Pitfall.HUMBLEBRAG: "brag",
}
_GROUP = {
    Pitfall.TRIVIAL: "T",
    Pitfall.BLAME: "B",
    Pitfall.CATASTROPHIC: "C",
    Pitfall.NO_LEARNING: "L",
    Pitfall.HUMBLEBRAG: "H",
}
_LONG, _SURE_OF_LONG = 15, 0.85
"""In so many sentences some sound like a mistake by chance, so it takes this score; what is missing is missed at any length."""
_DESPITE_COST = 0.7
"""A story that names what the failure cost is called trivial only from this score on."""
_DESPITE_DOUBT = 0.4
"""What is flagged is at least so likely to be a failure story with this mistake. Of 502 texts without a failure by authors held out,
97 would be flagged; 284 without this, and 141 where any doubt from 0.25 on spared a text, which found fewer mistakes."""
_LEVEL_SHIFT = {Level.JUNIOR: -1.2, Level.MID: 0.0, Level.SENIOR: 0.5, Level.STAFF: 1.2}
"""What the seniority adds to the log odds that a failure is too small to tell."""
_STAKES = lazy(
    r"\b(?:customers?|users?|clients?|patients?|students?|players?|passengers?|farmers?|guests?|company|revenue|money|"
    r"[\d,.]*\d(?:k|%| ?(?:percent|hours?|days?|weeks?|months?|euros?|dollars|pounds|thousand|million))|teams?|outage|"
    r"production|contract|refunds?|data loss|launch|release|deadline|budget)"
)

PITFALL_RULES = {
    Pitfall.TRIVIAL: Rule(
        "T400",
        "trivial-failure",
        Severity.WARNING,
        "As told, nothing was at stake in this failure.",
        "Who had to live with what went wrong, and for how long?",
    ),
    Pitfall.BLAME: Rule(
        "B200",
        "blaming-others",
        Severity.WARNING,
        "As told, the failure is mainly the doing of others or of circumstances.",
        "Which decision in this story was yours, and what would you decide now?",
    ),
    Pitfall.CATASTROPHIC: Rule(
        "C500",
        "catastrophic-failure",
        Severity.WARNING,
        "This may speak against your integrity or basic competence more than for what you learned.",
        "Is there another failure in which you made an honest mistake and put it right?",
    ),
    Pitfall.NO_LEARNING: Rule(
        "L600",
        "no-concrete-learning",
        Severity.WARNING,
        "No lesson here is concrete enough that somebody else could act on it.",
        "What do you do differently on an ordinary working day because of this?",
    ),
    Pitfall.HUMBLEBRAG: Rule(
        "H700",
        "humblebrag",
        Severity.WARNING,
        "This sounds like a strength dressed up as a failure.",
        "What did it cost somebody other than you?",
    ),
}


def likelihoods(
    document: Document, profile: Profile, settings: Settings, level: Level
) -> dict[Pitfall, float]:
    """How likely each pitfall is, 0 to 1, before any threshold: the mean of a sum of the profile and of a net over it."""
    likely = {}
    net = settings.net.of(profile)
    for pitfall in Pitfall:
        shift = 0.0
        if pitfall is Pitfall.TRIVIAL and level is not Level.MID:
            stakes = min(4, len(set(_STAKES.findall(document.plain))))
            shift = _LEVEL_SHIFT[level]
            shift = shift if shift < 0 else shift * (1 - stakes / 4)
        both = (settings.verdicts[pitfall.value].of(profile), net[pitfall.value])
        likely[pitfall] = sum(sigmoid(max(-6.0, min(6.0, odds)) + shift) for odds in both) / 2
    return likely


def judge(
    document: Document,
    scores: list[Scores],
    findings: list[Finding],
    likely: dict[Pitfall, float],
    flags: dict[str, float],
    doubt: float,
) -> dict[Pitfall, PitfallReport]:
    """The five verdicts. `flagged` only where it is as likely as the threshold set for precision, and words show it.

    doubt: how likely it is that the text tells of no failure; then it makes no mistake in telling one either.
    """
    verdicts = {}
    lessons = _lessons(document)
    for pitfall, score in likely.items():
        flag = flags[pitfall.value]
        if pitfall is not Pitfall.NO_LEARNING and len(document.sentences) >= _LONG:
            flag = max(flag, _SURE_OF_LONG)
        despite_doubt = score * (1 - doubt) >= _DESPITE_DOUBT
        if score >= flag and not (
            despite_doubt and _shown(pitfall, document, scores, findings, score, lessons)
        ):
            score = flag - 0.01
        verdicts[pitfall] = PitfallReport(
            flagged=score >= flag,
            score=round(score, 3),
            spans=_evidence(pitfall, document, scores, findings, lessons),
        )
    return verdicts


def _shown(
    pitfall: Pitfall,
    document: Document,
    scores: list[Scores],
    findings: list[Finding],
    score: float,
    lessons: set[int],
) -> bool:
    """Whether some of the story's own words bear the verdict out. Without them the coach asks, and accuses nobody."""
    if pitfall is Pitfall.TRIVIAL and score < _DESPITE_COST and cost_told(document):
        return False
    if pitfall is Pitfall.NO_LEARNING:
        told = [scores[number].tags for number in lessons]
        sure = any(max(tags["lesson"], tags["applied"]) >= _SOME[pitfall] for tags in told)
        return not sure and len(told) < _MUCH
    if any(item.code[0] == _GROUP[pitfall] and item.severity is not Severity.INFO for item in findings):
        return True
    frame = [fact.span for fact in document.story.facts if fact.key in _FRAME]
    rest = [
        scores[sentence.number].tags[_TAG[pitfall]]
        for sentence in document.sentences
        if sentence.number not in lessons
        and len(sentence.words) >= _FEWEST_WORDS
        and not any(span.start <= sentence.span.start < span.end for span in frame)
    ]
    least = _SOME[pitfall] * (_LESS if score >= _SURE else 1)
    if document.words < _BEGUN and not document.of(Section.LEARNING):
        least = max(least, _BEGUN_SOME.get(pitfall, 0.0))
    return max(rest, default=0.0) >= least


def _lessons(document: Document) -> set[int]:
    """The sentences of the learning, by number, that tell a change or a lesson: they show no other mistake."""
    return {
        sentence.number
        for sentence in document.of(Section.LEARNING)
        if tells_change(sentence.plain) or concrete_lesson(sentence.plain)
    }


def _evidence(
    pitfall: Pitfall, document: Document, scores: list[Scores], findings: list[Finding], lessons: set[int]
) -> tuple[Span, ...]:
    """Where it shows: the findings of its group, then the sentences that the model finds most like it."""
    spans = [item.span for item in findings if item.code[0] == _GROUP[pitfall]]
    tag = _TAG[pitfall]
    places = document.sentences
    if pitfall is Pitfall.NO_LEARNING:
        places = [s for s in places if s.section not in _BEFORE_LEARNING] or places[-1:]
    else:
        places = [s for s in places if s.number not in lessons] or places
    ranked = sorted(places, key=lambda sentence: -scores[sentence.number].tags[tag])
    least = _MORE_EVIDENCE if spans else _SURE_EVIDENCE
    for sentence in ranked[:_MOST_SPANS]:
        if scores[sentence.number].tags[tag] >= least and not any(
            sentence.span.start <= span.start < sentence.span.end for span in spans
        ):
            spans.append(sentence.span)
    if not spans and pitfall is Pitfall.NO_LEARNING:
        spans = [sentence.span for sentence in document.of(Section.LEARNING)[:_MOST_SPANS]]
    if not spans and ranked:
        spans = [ranked[0].span]
    return tuple(sorted(spans)[: 2 * _MOST_SPANS])


def pitfall_hits(
    document: Document, verdicts: dict[Pitfall, PitfallReport], flags: dict[str, float]
) -> list[tuple[Rule, Span, Severity]]:
    """For each flagged pitfall a warning; for each doubtful one a question (`info`), but not what was at stake where it is told."""
    hits = []
    for pitfall, verdict in verdicts.items():
        told = pitfall is Pitfall.TRIVIAL and not verdict.flagged and cost_told(document)
        if not verdict.spans or told:
            continue
        if verdict.flagged:
            hits.append((PITFALL_RULES[pitfall], verdict.spans[0], Severity.WARNING))
        elif verdict.score >= ASK * flags[pitfall.value]:
            hits.append((PITFALL_RULES[pitfall], verdict.spans[0], Severity.INFO))
    return hits
