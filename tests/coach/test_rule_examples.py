"""Every example in a rule's file fires, or stays silent, as the file says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from starl.coach.examples import page_of
from starl.coach.findings import find
from starl.coach.reader import read
from starl.coach.registry import GROUPS, all_rules
from starl.coach.rule import Rule


def _cases(kind: str) -> list[object]:
    return list(_examples(kind))


def _examples(kind: str) -> Iterator[object]:
    for rule in all_rules():
        for index, text in enumerate(getattr(page_of(rule), kind)):
            yield pytest.param(rule, text, id=f"{rule.code}-{index}")


@pytest.mark.parametrize(("rule", "text"), _cases("fires"))
def test_fires(rule: Rule, text: str) -> None:
    findings = [finding for finding in find(read(text)) if finding.code == rule.code]
    assert findings
    assert all(finding.evidence == text[finding.span.start : finding.span.end] for finding in findings)


@pytest.mark.parametrize(("rule", "text"), _cases("misses"))
def test_stays_silent(rule: Rule, text: str) -> None:
    assert [finding.evidence for finding in find(read(text)) if finding.code == rule.code] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_is_documented(rule: Rule) -> None:
    page = page_of(rule)
    assert len(page.fires) >= 6
    assert len(page.misses) >= 6
    assert len(page.rationale) > 60
    assert rule.code[0] in GROUPS
    assert rule.question.endswith("?")


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in all_rules()}) == len({rule.name for rule in all_rules()}) == len(all_rules())
