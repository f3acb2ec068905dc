"""`starl portfolio`."""

from __future__ import annotations

import click

from starl.cli.journal import clock, home_option, opened
from starl.cli.output import format_option, print_json
from starl.model.question import Theme
from starl.practice.portfolio import SIZE, Overview, overview


@click.command()
@click.option("--size", type=click.IntRange(1, 5), default=SIZE, help=f"Stories to prepare, 1 to 5. [{SIZE}]")
@click.option(
    "--theme", type=click.Choice([theme.value for theme in Theme]), help="Only this theme, by question."
)
@format_option
@home_option
def command(size: int, theme: str | None, form: str, home: str | None) -> int:
    """Which of your stories answers which question, the few to prepare, and what is missing.

    A fit is strong, workable, a stretch or a gap; docs/portfolio.md says how it is found. The stories to prepare
    are those that together answer the most.
    """
    with opened(home) as store:
        asked = None
        if theme:
            from starl.practice.questions import bank

            asked = bank(store, Theme(theme))
        found = overview(store, clock(), size=size, questions=asked)
        if form == "json":
            print_json("portfolio", as_json(found))
        else:
            from starl.cli.portfolio_text import show

            show(store, found, size, each=theme is not None)
    return 0


def as_json(found: Overview) -> dict[str, object]:
    """The shape that docs/portfolio.md describes."""
    ids = [card.record.id for card in found.stories]
    chosen = found.portfolio
    return {
        "size": len(chosen.chosen),
        "chosen": [
            {"story": ids[row], "adds": gain / chosen.most}
            for row, gain in zip(chosen.chosen, chosen.gains, strict=True)
        ],
        "coverage": round(chosen.share, 4),
        "optimal": chosen.optimal,
        "stories": [
            {
                "story": card.record.id,
                "slug": card.record.slug,
                "title": card.record.title,
                "skills": card.skills,
                "skills_suggested": card.skills_suggested,
                "insight": card.insight,
                "insight_question": card.insight_question,
                "usage": card.usage._asdict() | {"overused": card.usage.overused},
                "freshness_days": card.freshness._asdict(),
            }
            for card in found.stories
        ],
        "questions": [
            {
                "question": question.id,
                "theme": question.theme,
                "text": question.text,
                "fits": [
                    {"story": identifier, **row[column]._asdict()}
                    for identifier, row in zip(ids, found.fits, strict=True)
                ],
            }
            for column, question in enumerate(found.questions)
        ],
        "gaps": [
            {
                "question": gap.question.id,
                "nearest": None if gap.best is None else ids[gap.best],
                "suggestions": [item._asdict() for item in gap.suggestions],
            }
            for gap in found.gaps
        ],
    }
