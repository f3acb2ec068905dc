"""`starl export STORY --to FORMAT`, `starl schema`, and a Word document taken in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.conftest import SOUND

from .conftest import Run


@pytest.fixture
def story(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A story in the journal; commands run in a folder of their own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("story", "new", "The statements", "--file", "-", stdin=SOUND).status == 0
    return "the-statements"


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        ("md", "the-statements.md", b"## Situation"),
        ("html", "the-statements.html", b"<!DOCTYPE html>"),
        ("json", "the-statements.json", b"{"),
        ("pdf", "the-statements.pdf", b"%PDF-1.7"),
        ("docx", "the-statements.docx", b"PK"),
        ("anki", "the-statements.apkg", b"PK"),
    ],
)
def test_a_story_becomes_a_file_here(run: Run, story: str, form: str, name: str, start: bytes) -> None:
    done = run("export", story, "--to", form)
    assert (done.status, done.out) == (0, f"{name} has 1 story.\n")
    assert Path(name).read_bytes().startswith(start)
    again = run("export", story, "--to", form)
    assert again.status == 2
    assert "left alone" in again.err
    assert run("export", story, "--to", form, "--force").status == 0


def test_text_goes_to_standard_output(run: Run, story: str) -> None:
    assert run("export", story, "--to", "md", "--output", "-").out == SOUND
    assert run("export", "--portfolio", "--sheet", "--to", "md", "--output", "-").out.startswith(
        "# Cheat sheet"
    )
    data = json.loads(run("export", "--all-stories", "--to", "json", "--output", "-").out)
    assert [item["slug"] for item in data["stories"]] == [story]
    assert list(Path.cwd().iterdir()) == []


def test_a_word_document_comes_back_as_a_story(run: Run, story: str) -> None:
    assert run("export", story, "--to", "docx").status == 0
    assert "Saved “The statements” as revision 1" in run("story", "new", "--file", "the-statements.docx").out
    texts = [run("export", name, "--to", "md", "--output", "-").out for name in (story, "the-statements-2")]
    kept = [[line for line in text.splitlines() if line] for text in texts]
    assert kept[1][4:] == kept[0]


def test_what_the_pdf_lacks_is_said(run: Run, story: str) -> None:
    run("story", "new", "日本", "--file", "-", stdin="---\ntitle: 日本\n---\n" + SOUND)
    done = run("export", "--all-stories", "--to", "pdf")
    assert done.status == 0
    assert "do not have: 日 本" in done.err


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ((), "say what to export"),
        (("the-statements",), "say the format"),
        (("the-statements", "--portfolio", "--to", "md"), "say what to export"),
        (("the-statements", "--to", "pdf", "--sheet", "--pack"), "exclude"),
        (("--all", "x", "--to", "pdf"), "go with STORY"),
        (("the-statements", "--to", "pdf", "--passphrase"), "whole journal"),
        (("no-such", "--to", "pdf"), "no-such"),
        (("the-statements", "--to", "pdf", "--output", "."), "is a folder"),
    ],
)
def test_a_call_that_is_not_clear_is_refused(run: Run, story: str, call: tuple[str, ...], said: str) -> None:
    done = run("export", *call)
    assert done.status == 2
    assert said in done.err
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("name", ["check", "export"])
def test_the_schemas_are_printed(run: Run, name: str) -> None:
    assert json.loads(run("schema", name).out)["$schema"].endswith("2020-12/schema")
