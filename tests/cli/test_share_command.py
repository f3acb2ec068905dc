"""`starl share` and `starl reviews`: a story goes out, its review comes back, and what was done about it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from starl.store.home import FILE
from starl.store.store import open_store
from tests.cli.conftest import Run
from tests.sharing.test_sharing import review

STORY = """---
title: The Friday release at Contoso
---
## Situation
In 2023 I was on the payments team at Contoso, with Priya Nair. We served 12,000 shops.
## Action
I skipped the test against the archive because I was sure all invoices looked alike. Priya asked and I brushed her off.
## Result
On Monday 2,100 invoices were wrong, and it cost us about 40,000 euros.
## Learning
I had believed that a handful of samples stands for an archive. Since then I run every change over the whole archive.
"""


@pytest.fixture
def out(run: Run, tmp_path: Path) -> Path:
    """A story in the journal, and where its file goes."""
    path = tmp_path / "story.md"
    path.write_text(STORY, encoding="utf-8")
    assert run("story", "new", "--file", str(path)).status == 0
    return tmp_path / "out.html"


def test_nothing_goes_out_unseen(run: Run, out: Path) -> None:
    shown = run("share", "the-friday", "--show").out
    assert "Contoso" not in shown.split("“Contoso”")[0]
    assert "“Contoso” (company, 2 times) → Company A" in shown
    refused = run("share", "the-friday", "--to", str(out))
    assert (refused.status, out.exists()) == (2, False)
    assert "add --yes" in refused.err


def test_there_and_back(run: Run, out: Path, home: Path, tmp_path: Path) -> None:
    words = "Contoso=a payments company"
    done = run("share", "the-friday", "--to", str(out), "--yes", "--replace", words, "--keep", "40,000 euros")
    assert "out.html has revision 1" in done.out
    page = out.read_text(encoding="utf-8")
    assert "a payments company" in page and "40,000 euros" in page
    assert "Contoso" not in page and "Priya" not in page
    again = run("share", "the-friday", "--show").out
    assert "→ a payments company" in again and "stays as you decided: 40,000 euros" in again
    with open_store(home / FILE) as store:
        share = store.shares.select()[0]
    path = tmp_path / "review.json"
    path.write_text(json.dumps(review(share, "Person A asked")), encoding="utf-8")
    taken = run("reviews", "import", str(path))
    assert taken.status == 0, taken.err
    assert "already" in run("reviews", "import", str(path)).out
    side = run("reviews", "show", "the-friday").out
    assert "What of Priya" in side and "Priya asked" in side
    identifier = re.search(r"01[a-z0-9]{6,}", run("reviews", "show", "the-friday").out)
    assert identifier
    assert (
        run("reviews", "decline", identifier[0], "1", "--reason", "It is told in the next sentence.").status
        == 0
    )
    assert "It is told in the next sentence." in run("reviews", "show", "the-friday").out
    assert "The Friday release" in run("reviews").out


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path, out: Path) -> None:
    wrong = run("share", "the-friday", "--yes", "--to", str(tmp_path / "no/such/x.html"))
    assert (wrong.status, "cannot be written" in wrong.err) == (2, True)
    assert run("reviews").out.count("The Friday") == 0
