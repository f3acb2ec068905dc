"""A text as some eighty numbers: what verdicts and rubric are made from."""

from __future__ import annotations

from math import log
from operator import itemgetter

from starl.coach.document import Document
from starl.coach.learning_words import concrete_lesson, tells_change
from starl.coach.lexicon import own_part
from starl.coach.model import TAGS, Reading
from starl.model.report import Finding, Severity
from starl.model.story import Section

_CLIP = 4.0


def profile(document: Document, reading: Reading, findings: list[Finding]) -> dict[str, float]:
    """The numbers, by name. Absent names count as 0."""
    sentences = document.sentences
    count = max(1, len(sentences))
    numbers: dict[str, float] = {}
    concrete = [
        sentence.section is Section.LEARNING
        and (tells_change(sentence.plain) or concrete_lesson(sentence.plain))
        for sentence in sentences
    ]
    for tag in TAGS:
        values = [score.tags[tag] for score in reading.scores]
        if tag in ("platitude", "brag"):
            values = [0.0 if said else value for value, said in zip(values, concrete, strict=True)]
        ranked = sorted(values, reverse=True) or [0.0]
        numbers[f"{tag}.1"] = ranked[0]
        numbers[f"{tag}.2"] = ranked[1] if len(ranked) > 1 else 0.0
        numbers[f"{tag}.sum"] = min(3.0, sum(values))
        numbers[f"{tag}.share"] = sum(values) / count
        late = values[-max(2, count // 3) :]
        numbers[f"{tag}.late"] = max(late, default=0.0)
    for topic, value in reading.topics.items():
        numbers[topic] = max(-_CLIP, min(_CLIP, value))
    for item in findings:
        sure = "info" if item.severity is Severity.INFO else "sure"
        numbers[f"{item.code}.{sure}"] = 1.0
        group = f"{item.code[0]}.{sure}"
        numbers[group] = min(3.0, numbers.get(group, 0.0) + 1)
    words = max(1, document.words)
    numbers["words"] = log(words)
    numbers["short"] = 1.0 if words < 60 else 0.0
    all_words = [word for sentence in sentences for word in sentence.words]
    numbers["numbers"] = min(3.0, sum(map(str.isdigit, map(itemgetter(0), all_words))) / 2)
    numbers["i"] = min(1.0, sum(map(_I.__contains__, all_words)) / words * 10)
    numbers["we"] = sum(map(_WE.__contains__, all_words)) / words * 10
    numbers["own.words"] = min(3.0, float(sum(own_part(sentence.plain) for sentence in sentences)))
    told = document.of(Section.LEARNING)
    numbers["change.words"] = min(3.0, float(sum(tells_change(sentence.plain) for sentence in told)))
    numbers["lesson.words"] = min(3.0, float(sum(concrete_lesson(sentence.plain) for sentence in told)))
    numbers["something.words"] = min(1.0, numbers["change.words"] + numbers["lesson.words"])
    for section in Section:
        numbers[f"{section.value}.share"] = document.words_of(section) / words
    return numbers


_I = frozenset(["i", "i'd", "i'm", "i've", "i'll", "my", "me", "mine", "myself"])
_WE = frozenset(["we", "we'd", "we're", "we've", "our", "us"])
