"""The three exercises as an assistant is told to lead them. It is told to ask, and to invent nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from starl.content import content_text
from starl.practice.development import steps
from starl.practice.peer_review import QUESTIONS
from starl.practice.scenarios import scenario, scenarios
from starl.text.quote import quoted
from starl.text.visible import visible


class Exercise(NamedTuple):
    """One exercise."""

    title: str
    description: str
    text: str
    """With places to fill in."""


def exercise(name: str) -> Exercise:
    """The exercise of a name: story_development, peer_review or reframing."""
    return Exercise(**_content()[name])


def story_development(about: str = "") -> str:
    """Exercise 1. about: what the person said already; may be empty."""
    plan = "\n".join(
        f"{step.section.value.capitalize()}, {step.seconds / 60:g} min: {step.prompt}\n"
        + "\n".join(f"  - {seed}" for seed in step.seeds)
        for step in steps()
    )
    said = f"\nThis is what it is about:\n{quoted(visible(about).text)}" if about.strip() else ""
    return _filled("story_development", steps=plan, about=said)


def peer_review(story: str) -> str:
    """Exercise 2, on a story."""
    asked = "\n".join(f"{number}. {question}" for number, question in enumerate(QUESTIONS, 1))
    return _filled("peer_review", questions=asked, story=quoted(visible(story).text))


def reframing(identifier: str = "") -> str:
    """Exercise 3, on a scenario; without an id the specification's first. Raises StarlError for one that there is not."""
    chosen = scenario(identifier) if identifier else scenarios()[0]
    seeds = "\n".join(f"- {seed}" for seed in chosen.seeds)
    return _filled("reframing", scenario=quoted(chosen.text), seeds=seeds)


def _filled(name: str, **parts: str) -> str:
    rules: str = _content()["rules"]["text"]
    return exercise(name).text.strip().format(rules=rules.strip() + "\n", **parts).rstrip()


@cache
def _content() -> dict[str, dict[str, str]]:
    return tomllib.loads(content_text("assistant.toml"))
