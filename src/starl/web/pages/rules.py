"""The coach's rules: what each looks for and why, with its examples as the coach reads them."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Annotated, NamedTuple

from fastapi import Form, HTTPException, Request
from starlette.responses import Response

from starl.coach.catalogue import described_rules, rule_of
from starl.coach.engine import check
from starl.coach.examples import RulePage, example_text, page_of, shown_example
from starl.coach.findings import find
from starl.coach.reader import read
from starl.coach.registry import GROUPS, all_rules
from starl.coach.rule import Rule
from starl.model.report import Finding
from starl.model.story import Span
from starl.practice.learn import explaining
from starl.web.journal import journal_of
from starl.web.pieces import Piece, pieces
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()
_STORIES = 20
"""Of one's own, the newest ones: so many are looked through for a rule."""
_LONGEST = 5000
"""Characters of a text that a rule is tried on."""


class Example(NamedTuple):
    """An example with what the coach underlines in it."""

    pieces: list[Piece]
    message: str
    """What the coach says of it; empty where it is silent."""


@router.get("/learn/rules")
def index(request: Request) -> Response:
    """The table, by group."""
    groups = [
        (letter, GROUPS[letter], list(rules))
        for letter, rules in groupby(described_rules(), key=lambda rule: rule.code[0])
    ]
    return page(request, "rules.html", groups=groups, total=len(described_rules()))


@router.get("/learn/rules/{code}")
def show(request: Request, code: str) -> Response:
    """What `starl explain` says, and where the rule speaks in one's own stories."""
    return _shown(request, _rule(code), "", None)


@router.post("/learn/rules/{code}")
def tried(request: Request, code: str, text: Annotated[str, Form(max_length=_LONGEST)]) -> Response:
    """The same, with the coach's answer to a text that the person tries; nothing is kept."""
    rule = _rule(code)
    said = text.replace("\r\n", "\n").strip()
    answer = _read(rule, _as_example(page_of(rule), said), said) if said else None
    return _shown(request, rule, said, answer)


def _rule(code: str) -> Rule:
    rule = rule_of(code)
    if rule is None:
        raise HTTPException(404, f"There is no rule '{code}'.")
    return rule


def _shown(request: Request, rule: Rule, tried: str, answer: Example | None) -> Response:
    with journal_of(request).open() as store:
        stories = store.stories.select(limit=_STORIES)
        own: list[tuple[str, str, Finding]] = []
        for story in stories:
            report = request.app.state.readings.read(store, story)
            found = next((item for item in report.findings if item.code == rule.code), None)
            if found is not None:
                own.append((story.slug, story.title, found))
    fires, misses = _examples(rule)
    return page(
        request,
        "rule.html",
        rule=rule,
        message=rule.message.replace("{}", "…"),
        group=GROUPS[rule.code[0]],
        told=page_of(rule),
        fires=fires,
        misses=misses,
        pages=explaining(rule.code),
        own=own,
        looked=len(stories),
        tried=tried,
        answer=answer,
    )


@lru_cache(maxsize=128)
def _examples(rule: Rule) -> tuple[list[Example], list[Example]]:
    """The examples at which a rule speaks, and those at which it is silent; the coach's words are not kept elsewhere."""
    told = page_of(rule)
    return [_example(rule, raw) for raw in told.raw_fires], [_example(rule, raw) for raw in told.raw_misses]


def _example(rule: Rule, raw: dict[str, object]) -> Example:
    words = str(raw.get("story") or raw.get("text") or "")
    read = _read(rule, example_text(raw), words)
    note = shown_example(raw).removeprefix(words)
    return read._replace(pieces=[*read.pieces, Piece(len(words), note, ())])


def _read(rule: Rule, whole: str, shown: str) -> Example:
    """What a rule says of a whole text, underlined in the part of it that is shown.

    The rule is asked by itself: an example need not be a story that the coach would judge.
    """
    every = find(read(whole)) if rule in all_rules() else check(whole).findings
    found = [item for item in every if item.code == rule.code]
    at = whole.find(shown)
    spans = [
        Span(item.span.start - at, item.span.end - at)
        for item in found
        if at >= 0 and at <= item.span.start < item.span.end <= at + len(shown)
    ]
    return Example(pieces(shown, spans), found[0].message if found else "")


def _as_example(told: RulePage, said: str) -> str:
    """A text in the place where the rule's examples stand: within a sound story, or alone."""
    sections = [raw["section"] for raw in told.raw_fires if "section" in raw]
    return example_text({"section": sections[0], "text": said}) if sections else said
