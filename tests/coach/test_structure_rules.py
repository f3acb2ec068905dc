"""The structure and vagueness rules where sections are missing, shared or guessed, and on odd texts."""

from __future__ import annotations

from time import perf_counter

import pytest

from starl.coach.findings import find
from starl.coach.reader import read
from starl.model.report import Finding, Severity

MISSING = {"S101", "S102", "S103", "S104", "S105"}


def found(text: str) -> dict[str, Finding]:
    """The findings of the structure and vagueness rules, by code; every span is checked."""
    findings = [item for item in find(read(text)) if item.code[0] in "SV"]
    for item in findings:
        assert item.evidence == text[item.span.start : item.span.end]
        assert item.span.end > item.span.start
        assert "{" not in item.message
    return {item.code: item for item in findings}


def test_missing_learning_is_missed_after_the_result() -> None:
    text = (
        "## Situation\nA dairy in 2019.\n## Task\nThe forecast was mine.\n"
        "## Action\nI left the weather out.\n## Result\nWe poured away 30,000 litres.\n"
    )
    missed = found(text)
    assert MISSING & missed.keys() == {"S105"}
    assert missed["S105"].severity is Severity.ERROR
    assert missed["S105"].evidence == "We poured away 30,000 litres."


def test_empty_section_is_shown_at_its_heading() -> None:
    text = "## Situation\nA dairy in 2019.\n## Task\n\n## Action\nI left the weather out.\n## Result\n## Learning\n"
    missed = found(text)
    assert missed["S102"].evidence == "## Task"
    assert missed["S104"].evidence == "## Result"
    assert missed["S105"].evidence == "## Learning"


def test_undivided_text_is_judged_more_gently() -> None:
    text = "I deleted the wrong table. 200 orders were lost. My manager was furious."
    severities = {code: item.severity for code, item in found(text).items() if code in MISSING}
    assert severities["S105"] is Severity.WARNING
    assert all(severity is Severity.INFO for code, severity in severities.items() if code in {"S101", "S102"})


@pytest.mark.parametrize("text", ["", " \n", "## Situation\n", "Hm.", "## Learning\n## Result\n", "😀" * 50])
def test_odd_texts_do_no_harm(text: str) -> None:
    found(text)


@pytest.mark.parametrize(
    "text",
    [
        "some issues " * 8000,
        "## Result\n" + "we fixed it " * 8000,
        "perhaps maybe " * 8000,
        "I guess I could have " * 4000,
        " x ".join(f"{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{chr(65 + i // 676)}QX" for i in range(8000)),
        "kafka redis " * 8000,
    ],
    ids=["things", "repair", "hedges", "own part", "acronyms", "jargon"],
)
def test_long_sentences_take_time_in_proportion(text: str) -> None:
    document = read(text)
    start = perf_counter()
    find(document)
    assert perf_counter() - start < 5
