"""The page of a rule in Markdown, as the documentation and an editor show it."""

from __future__ import annotations

from starl.coach.examples import page_of, shown_example
from starl.coach.rule import Rule


def rule_markdown(rule: Rule, level: int = 3) -> str:
    """Rationale, question, examples and source of a rule. level: of its heading, 1..6."""
    page = page_of(rule)
    lines = [
        f"{'#' * level} {rule.code} {rule.name}",
        "",
        f"*{rule.severity.value}.* {rule.message.replace('{}', '…')}",
        "",
        page.rationale,
        "",
        f"Ask yourself: {page.ask}",
        "",
        "Speaks up at:",
        "",
        *(f"- {_one_line(example)}" for example in page.raw_fires),
        "",
        "Silent at:",
        "",
        *(f"- {_one_line(example)}" for example in page.raw_misses),
        "",
        f"Source: {page.source}.",
        "",
    ]
    return "\n".join(lines)


def _one_line(example: dict[str, object]) -> str:
    text = " ".join(shown_example(example).split())
    return text.replace("<", "&lt;").replace("[", "\\[").replace("#", "\\#").replace("*", "\\*")
