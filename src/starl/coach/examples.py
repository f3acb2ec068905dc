"""The documentation of a rule: rationale, source and examples, from the TOML file beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starl.coach.rule import Rule

_RULES = Path(__file__).parent / "rules"
_REST = {
    "situation": "In March 2024 I was on the billing team at a small insurer, four of us, with 30,000 customers on the old system.",
    "task": "I was to move the monthly statements to the new renderer by the end of the quarter, and the plan was mine.",
    "action": "I wrote the converter and tried it on twelve statements that I picked myself. I skipped the test on the full archive because I was sure that they were all alike.",
    "result": "On the first of April 2,100 customers got a statement with the wrong balance. I told the head of billing the same morning, we sent corrections within two days, and 40 people called.",
    "learning": "I had believed that a handful of samples stands for an archive. Since then I run every converter over the whole archive and compare the totals before anything is sent. In June that comparison caught a rounding error in the tax report.",
}
"""A sound story. An example for one section stands in it in that section's place."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What `starl explain` shows of a rule."""

    rationale: str
    source: str
    ask: str
    fires: tuple[str, ...]
    misses: tuple[str, ...]
    raw_fires: list[dict[str, object]]
    raw_misses: list[dict[str, object]]
    """The examples as they stand in the file, for showing."""


def page_of(rule: Rule) -> RulePage:
    """The page of a rule. The examples are whole texts, ready for the coach."""
    data = _data_of(rule)
    return RulePage(
        rationale=" ".join(data["rationale"].split()),
        source=data["source"],
        ask=data["ask"],
        fires=tuple(example_text(example) for example in data["fires"]),
        misses=tuple(example_text(example) for example in data["misses"]),
        raw_fires=data["fires"],
        raw_misses=data["misses"],
    )


def shown_example(example: dict[str, object]) -> str:
    """The words of an example that matter: the whole story, or the section that it is about."""
    if "story" in example:
        return str(example["story"])
    without = example.get("without")
    note = f" (and no {', '.join(map(str, without))})" if isinstance(without, list) else ""
    return f"{example.get('text', 'a sound story')}{note}"


def example_text(example: dict[str, Any]) -> str:
    """A whole story for one example.

    `{story = "..."}` is taken as it is; `{section = "action", text = "..."}` is put into a sound story;
    `{..., without = ["result"]}` leaves sections out.
    """
    if "story" in example:
        return str(example["story"])
    without = example.get("without", [])
    pieces = []
    for name, rest in _REST.items():
        if name not in without:
            body = example["text"] if example.get("section") == name else rest
            pieces.append(f"## {name.capitalize()}\n{body}\n")
    return "\n".join(pieces)


def _data_of(rule: Rule) -> dict[str, Any]:
    name = f"{rule.code.lower()}_{rule.name.replace('-', '_')}.toml"
    return tomllib.loads((_RULES / name).read_text(encoding="utf-8"))
