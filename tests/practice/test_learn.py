"""The pages of Learn: their schema, their length, and that the coach agrees with their examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from starl.coach.catalogue import rule_of
from starl.coach.engine import check
from starl.content import content_path, content_text
from starl.errors import StarlError
from starl.model.report import Pitfall
from starl.practice.learn import Page, explaining, page, pages

MISTAKES = {
    "mistake-trivial": Pitfall.TRIVIAL,
    "mistake-blame": Pitfall.BLAME,
    "mistake-catastrophic": Pitfall.CATASTROPHIC,
    "mistake-no-learning": Pitfall.NO_LEARNING,
    "mistake-humblebrag": Pitfall.HUMBLEBRAG,
}
MOST_WORDS = 700
COMMANDS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def quoted(text: str) -> list[str]:
    """The block quotes of a page, each on one line."""
    blocks = re.findall(r"(?:^> .*\n?)+", text, re.MULTILINE)
    return [" ".join(block.replace("> ", "", 1).replace("\n> ", " ").split()) for block in blocks]


def test_schema() -> None:
    data = tomllib.loads(content_text("learn.toml"))
    assert set(data) == {"page"}
    assert all(set(one) == {"slug", "title", "rules"} for one in data["page"])
    assert {path.stem for path in content_path("learn").glob("*.md")} == {one.slug for one in pages()}
    assert [one.order for one in pages()] == list(range(1, len(pages()) + 1))
    assert set(MISTAKES) < {one.slug for one in pages()}


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.slug)
def test_each_page_is_short_and_names_what_exists(one: Page) -> None:
    assert 200 <= len(one.text.split()) <= MOST_WORDS
    assert not one.text.startswith("#")
    assert all(rule_of(code) is not None for code in one.rules)
    for command in re.findall(r"`(starl [a-z ]+)`", one.text):
        assert f"\n## {command}\n" in COMMANDS


@pytest.mark.parametrize(("slug", "pitfall"), MISTAKES.items())
def test_the_coach_agrees_with_the_examples(slug: str, pitfall: Pitfall) -> None:
    bad, better = map(check, quoted(page(slug).text))
    assert bad.pitfalls[pitfall].flagged and not bad.verdict.ready
    assert not any(answer.flagged for answer in better.pitfalls.values())
    assert better.verdict.ready, better.verdict


def test_the_story_of_star_l_is_ready() -> None:
    (story,) = quoted(page("star-l").text)
    assert check(story).verdict.ready


def test_the_three_books() -> None:
    assert re.findall(
        r"^\*\*(?:Carol Dweck|Jocko Willink|Ryan Holiday)", page("reading").text, re.MULTILINE
    ) == [
        "**Carol Dweck",
        "**Jocko Willink",
        "**Ryan Holiday",
    ]


def test_every_pitfall_has_a_page_and_finding_one() -> None:
    for code, slug in (
        ("T400", "trivial"),
        ("B200", "blame"),
        ("C500", "catastrophic"),
        ("H700", "humblebrag"),
    ):
        assert [one.slug for one in explaining(code)] == [f"mistake-{slug}"]
    assert explaining("X999") == ()
    with pytest.raises(StarlError, match="no page 'books'; there are why-they-ask"):
        page("books")
