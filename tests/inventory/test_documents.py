"""Postmortems, superseded decisions and yanked releases, and what looks like them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.inventory.candidate import Candidate
from starl.inventory.documents import Document, documents_in, look, scan_documents

CHANGED = dt.date(2025, 1, 1)

POSTMORTEM = """# Postmortem: checkout down for two hours

Date: 2024-03-14

## Impact
Nobody could pay. See SHOP-12 and 1a2b3c4d5e6f7.
## Timeline
## Root cause
## Action items
"""
FRONT = """---
title: Payments stopped
type: incident
severity: 1
incident_date: 2024-05-06
---
We found out from customers.
"""
NO_TITLE = """# The night of the certificates
## What happened
## Root causes
## Lessons learned
## Action items
## 2024-07-08
"""
SETEXT = (
    "Incident review\n===============\n\nTimeline\n--------\n\n2024-02-03 10:00 pager\n\nImpact\n------\n"
)
RETRO = "# Sprint 12 retrospective\n\n2024-04-05\n"
ADR = "# 7. Use MongoDB\n\n## Status\n\nSuperseded by [ADR-12](0012.md)\n\n## Context\n## Decision\n## Consequences\n2023-01-02\n"
ADR_FRONT = "---\nstatus: superseded by 12\ndate: 2023-03-04\n---\n# Use XML\n## Context\n## Decision\n"
CHANGELOG = "# Changelog\n## [1.2.1] - 2024-06-02\n- Works again\n## [1.2.0] - 2024-06-01 [YANKED]\n- Broken\n## [1.1.0] - 2024-01-01\n"


def found(name: str, text: str) -> list[Candidate]:
    return list(look(Document(name, "docs", text, CHANGED), "shop"))


@pytest.mark.parametrize(
    ("name", "text", "title", "day", "least"),
    [
        ("a.md", POSTMORTEM, "Postmortem: checkout down for two hours", "2024-03-14", 0.7),
        ("b.md", FRONT, "Payments stopped", "2024-05-06", 0.4),
        ("c.md", NO_TITLE, "The night of the certificates", "2024-07-08", 0.5),
        ("d.rst", SETEXT, "Incident review", "2024-02-03", 0.4),
        ("incidents/2024-08-09-outage-of-search.txt", "We lost search.\n", "2024-08-09-outage-of-search", "2024-08-09", 0.3),
        ("post-mortem.md", "# Search was gone\n", "Search was gone", "2025-01-01", 0.4),
        ("adr/0007-use-mongodb.md", ADR, "Decision superseded: 7. Use MongoDB", "2023-01-02", 0.4),
        ("x.md", ADR_FRONT, "Decision superseded: Use XML", "2023-03-04", 0.4),
        ("CHANGELOG.md", CHANGELOG, "Release withdrawn: shop 1.2.0", "2024-06-01", 0.5),
        ("changes.rst", "## 0.3 (yanked)\n", "Release withdrawn: shop 0.3", "2025-01-01", 0.5),
    ],
)  # fmt: skip
def test_what_is_found(name: str, text: str, title: str, day: str, least: float) -> None:
    (item,) = found(name, text)
    assert (item.title, item.date.isoformat(), item.project) == (title, day, "shop")
    assert least <= item.score < 0.9
    assert item.evidence[0].reference == name


def test_a_retrospective_is_weaker_than_a_postmortem() -> None:
    (retro,), (postmortem,) = found("r.md", RETRO), found("p.md", POSTMORTEM)
    assert retro.score < 0.2 < 0.7 < postmortem.score
    assert postmortem.reasons == (
        "its title says postmortem; it has the headings action items, impact, root cause, timeline",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("template.md", POSTMORTEM),
        ("a.md", POSTMORTEM.replace("# Postmortem: checkout", "# Postmortem template: checkout")),
        ("a.md", "# How to write a postmortem\n## Timeline\n## Impact\n## Root cause\n## Action items\n"),
        ("runbooks/outage.md", "# Outage runbook\n"),
        ("a.md", "# Design of the search\n## Impact\n## Timeline\n"),
        ("notes.md", "We talked about the outage.\n"),
        ("adr/0001-use-git.md", "# 1. Use git\n## Status\nAccepted\n## Context\n## Decision\n"),
        ("notes.md", "Status: superseded\n"),
        ("CHANGELOG.md", "## 1.0\n- Postmortem of the outage: it was yanked\n"),
        ("a.md", ""),
        ("a.md", "---\n: [\n---\n"),
    ],
)
def test_what_is_not(name: str, text: str) -> None:
    assert found(name, text) == []


def test_links_lead_to_what_a_postmortem_is_about() -> None:
    (item,) = found("a.md", POSTMORTEM)
    assert item.links == {"issue:SHOP-12", "commit:1a2b3c4d5e6f"}


def test_a_folder_is_walked_without_libraries_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.md", "node_modules/c.md", ".hidden/d.md", "other/e.md", "f.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(POSTMORTEM)
    (tmp_path / "other" / ".git").mkdir()
    (tmp_path / "binary.md").write_bytes(b"# Postmortem\0")
    (tmp_path / "latin.md").write_bytes("# Postmortem für alle\n".encode("latin-1"))
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    files = list(documents_in(tmp_path, lambda *_: None))
    items = list(scan_documents(files, tmp_path, "shop", lambda what, number: None))
    assert [item.evidence[0].reference for item in items] == ["a.md", "latin.md", "sub/b.md"]


@given(st.text() | st.text(alphabet="#-=\n :[]tatuspersde1.2024", max_size=400))
def test_any_text_is_a_document(text: str) -> None:
    for name in ("a.md", "CHANGELOG.md"):
        for item in found(name, text):
            assert 0 < item.score < 1
