"""`starl share` and `starl reviews`: a story goes out, its review comes back, and what was done about it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from starl.model.sharing import Access
from starl.sharing.links import note_visit
from starl.store.home import FILE
from starl.store.store import open_store
from starl.web.secrets import is_password
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
    more = review(share, "Person A asked", written="2025-03-16T10:00:00.000Z", summary="Told well")
    path.write_text(json.dumps(more), encoding="utf-8")
    assert "It replaces the review that Ben sent before." in run("reviews", "import", str(path)).out
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


def test_a_replacement_that_gives_a_name_away_is_refused(run: Run, out: Path) -> None:
    done = run("share", "the-friday", "--to", str(out), "--yes", "--replace", "Contoso=Priya's firm")
    assert (done.status, out.exists()) == (2, False)
    assert "“Priya's firm” in place of “Contoso” would give “Priya” away" in " ".join(done.err.split())


def test_the_dialogue_takes_words_of_ones_own(run: Run, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starl.cli.share._at_a_terminal", lambda: True)
    answers = ["the firm Contoso", "Priya's firm", "a payments company", "", "k", "my lead", "y"]
    done = run("share", "the-friday", "--to", str(out), stdin="\n".join([*answers, ""]))
    assert done.status == 0, done.err
    assert "would give “Contoso” away" in done.out and "would give “Priya” away" in done.out
    page = out.read_text(encoding="utf-8")
    assert "The Friday release at a payments company" in page and "team at a payments company" in page
    assert "→ a payments company" in run("share", "the-friday", "--show").out


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path, out: Path) -> None:
    wrong = run("share", "the-friday", "--yes", "--to", str(tmp_path / "no/such/x.html"))
    assert (wrong.status, "cannot be written" in wrong.err) == (2, True)
    assert run("reviews").out.count("The Friday") == 0


def test_a_link_is_made_listed_and_taken_back(run: Run, out: Path, home: Path) -> None:
    made = run("share", "the-friday", "--link", "--yes", "--days", "3", "--note", "for Ben")
    link = re.search(r"http://localhost:8327/shared/\S+", made.out)
    assert link and "leads to this machine only" in made.out and "holds for 3 days" in made.out
    listed = run("reviews", "links", "the-friday").out
    assert "open until 2026-05-04" in listed and "for Ben" in listed
    assert link[0].rpartition("/")[2] not in listed
    name = listed.split()[0]
    with open_store(home / FILE) as store:
        kept = store.share_links.find(name)
        note_visit(store, kept, Access.READ, "192.0.2.9\x1b[2J")
    seen = run("reviews", "links", "the-friday").out
    assert "read        192.0.2.9" in seen and "\x1b" not in seen
    assert f"{name} leads nowhere any more." in run("reviews", "revoke", name).out
    assert "taken back since 2026-05-01" in run("reviews", "links", "the-friday").out


def test_a_link_for_others_may_ask_for_a_passphrase(run: Run, out: Path, home: Path) -> None:
    address = ("--address", "https://stories.example/ignored")
    made = run("share", "the-friday", "--link", "--yes", "--passphrase", *address, stdin="tram\ntram\n")
    assert "https://stories.example/shared/" in made.out and "this machine only" not in made.out
    with open_store(home / FILE) as store:
        (link,) = store.share_links.select()
    assert link.passphrase and is_password("tram", link.passphrase)
    assert "tram" not in link.passphrase


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--link", "--to", "x.html"), "leave --to away"),
        (("--link", "--address", "stories.example"), "such as http://"),
        (("--link", "--address", "javascript:alert(1)"), "such as http://"),
        (("--link", "--days", "400"), "1<=x<=90"),
    ],
)
def test_a_wrong_wish_for_a_link_is_refused(
    run: Run, out: Path, home: Path, args: tuple[str, ...], says: str
) -> None:
    done = run("share", "the-friday", "--yes", *args)
    assert done.status == 2 and says in done.err
    with open_store(home / FILE) as store:
        assert store.share_links.select() == []


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--passphrase",), "--passphrase is for links, and this would write a file; add --link"),
        (("--passphrase",), "A file has no passphrase"),
        (("--days", "14"), "--days is for links"),
        (("--note", "for Ben", "--address", "http://192.0.2.7:8327"), "--note and --address are for links"),
        (("--passphrase", "--show"), "add --link"),
    ],
)
def test_what_is_said_of_a_link_is_never_lost_on_a_file(
    run: Run, out: Path, args: tuple[str, ...], says: str
) -> None:
    done = run("share", "the-friday", "--yes", "--to", str(out), *args)
    assert (done.status, out.exists(), done.out) == (2, False, "")
    assert says in " ".join(done.err.split())


def test_a_story_without_a_link_says_how_to_make_one(run: Run, out: Path) -> None:
    assert "starl share" in run("reviews", "links", "the-friday").out
    assert run("reviews", "revoke", "01abc").status == 2
