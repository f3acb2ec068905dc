"""The README shows what the program really prints. STARL_UPDATE_SNAPSHOTS=1 writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from starl.cli.report_text import render
from starl.coach.engine import check

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DRAFT = "docs/stories/first-draft.md"


def tour() -> str:
    report = check((ROOT / DRAFT).read_text(encoding="utf-8"))
    return f"```\n$ starl check {DRAFT}\n{render(DRAFT, report, list(report.findings), colour=False)}\n```"


def test_the_tour_is_what_starl_prints() -> None:
    text = README.read_text(encoding="utf-8")
    head, rest = text.split("<!-- tour -->\n", 1)
    shown, tail = rest.split("<!-- /tour -->", 1)
    if os.environ.get("STARL_UPDATE_SNAPSHOTS"):
        README.write_text(f"{head}<!-- tour -->\n{tour()}\n<!-- /tour -->{tail}", encoding="utf-8")
    else:
        assert shown.rstrip("\n") == tour()


def test_the_two_commands_are_the_ones_that_work() -> None:
    text = README.read_text(encoding="utf-8")
    assert "./dev run check examples/" in text
    assert "./dev test" in text


def test_every_link_leads_somewhere() -> None:
    import re

    for page in (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
