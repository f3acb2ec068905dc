"""What a rule may mean where no pattern matches: a question, on the right words, and no more than that."""

from __future__ import annotations

import pytest

from starl.coach.asks import ASKED, LANES, asks, heard, softened
from starl.coach.engine import check
from starl.coach.findings import find
from starl.coach.reader import read
from starl.coach.registry import all_rules
from starl.model.report import Finding, Pitfall, Severity
from starl.training.corpus import split
from starl.training.phrase_eval import measure_phrases
from starl.training.phrases import split_phrases

STORY = """## Situation
In March 2024 I was on the billing team at a small insurer, four of us, with 30,000 customers on the old system.
## Task
I was to move the monthly statements to the new renderer by the end of the quarter.
## Action
I wrote the converter in a week, tried it on twelve statements and ran it on the last day of March. {}
## Result
On the first of April 2,100 customers got a statement with the wrong balance. We sent corrections within two days.
## Learning
Twelve statements do not stand for an archive. Since then I run every converter over the whole archive before anything is sent.
"""


def asked(text: str) -> list[Finding]:
    """The findings of a text that no pattern makes."""
    document = read(text)
    matched = {(item.code, item.span) for item in find(document)}
    codes = {rule.code for rule, _ in asks(document, find(document))}
    return [
        item for item in check(text).findings if item.code in codes and (item.code, item.span) not in matched
    ]


def test_phrases_that_nobody_had_seen_are_heard() -> None:
    every = measure_phrases(split_phrases()["test"])
    lanes = [every[code] for code in LANES]
    meant, heard, matched = (
        sum(getattr(one, name) for one in lanes) for name in ("meant", "heard", "matched")
    )
    near, false = (sum(getattr(one, name) for one in lanes) for name in ("near", "false"))
    assert heard / meant > 0.45
    assert heard > 1.5 * matched
    assert false / near < 0.08


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("B205", "The architect, if you can call him that, had drawn a box with a question mark in it."),
        ("V901", "I more or less let it slide, in a manner of speaking."),
    ],
)
def test_it_is_a_question_on_exact_words(code: str, phrase: str) -> None:
    text = STORY.format(phrase)
    assert code not in {item.code for item in find(read(text))}, "no pattern knows it"
    (found,) = [item for item in asked(text) if item.code == code]
    assert found.severity is Severity.INFO
    assert found.evidence == text[found.span.start : found.span.end]
    assert found.evidence in phrase
    assert found.message.startswith("Perhaps: ")
    assert found.question.endswith("?")


def test_what_is_silenced_is_not_asked() -> None:
    text = STORY.format(
        "The architect, if you can call him that, had drawn a box with a question mark in it."
    )
    assert "B205" in {item.code for item in check(text).findings}
    silenced = text.replace("## Action", "## Action\n<!-- starl: ignore B205 she said it herself -->")
    assert "B205" not in {item.code for item in check(silenced).findings}


def test_one_asks_few_questions() -> None:
    texts = [
        STORY.format(" ".join(p.text for p in split_phrases()["test"] if p.code == code)) for code in LANES
    ]
    for text in texts:
        document = read(text)
        hits = list(asks(document, find(document)))
        assert len(hits) <= 4
        assert len({rule.code for rule, _ in hits}) == len(hits)
        assert all(hit.severity is Severity.INFO for _, hit in hits)


def test_sound_answers_are_seldom_asked() -> None:
    sound = [a for name in ("dev", "test") for a in split()[name] if not a.pitfalls and not a.offtopic]
    assert sum(bool(asked(answer.text)) for answer in sound) < 0.25 * len(sound)


def test_each_lane_is_a_rule() -> None:
    rules = {rule.code: rule for rule in all_rules()}
    assert set(LANES) <= set(rules)
    assert all(sections for sections in ASKED.values())
    document = read(STORY.format(""))
    assert len(heard(document.sentences[0].plain)) == len(LANES)


@pytest.mark.parametrize(
    ("code", "sure", "doubtful"),
    [
        (
            "B203",
            "There was no time for tests, that is all.",
            "I lost three weeks on a fancy plugin system of my own, so when the date came there was no time left for the import.",
        ),
        (
            "T402",
            "Nobody noticed and I corrected it over lunch.",
            "Nobody noticed, and by then we had under-billed every customer in the province.",
        ),
    ],
)
def test_a_pattern_in_words_that_mean_the_opposite_only_asks(code: str, sure: str, doubtful: str) -> None:
    def found(phrase: str) -> Finding:
        text = STORY.format("").replace(
            "On the first of April 2,100", f"{phrase} On the first of April 2,100"
        )
        (item,) = [item for item in softened(read(text), find(read(text))) if item.code == code]
        return item

    assert not found(sure).message.startswith("Perhaps")
    assert found(doubtful).severity is Severity.INFO


def test_a_flagged_story_is_not_doubted_in_its_words() -> None:
    text = (
        "Last year I worked on the checkout of a shop. We had to move to a new payment API before the summer sale. "
        "The outage happened because the vendor changed their API without telling us. QA missed it, and my manager "
        "had set an impossible deadline. I rolled back after two hours and we lost about 300 orders."
    )
    report = check(text)
    assert report.pitfalls[Pitfall.BLAME].flagged
    others = [item for item in report.findings if item.code == "B201"]
    assert len(others) == 3
    assert not any(item.message.startswith("Perhaps") for item in others)
