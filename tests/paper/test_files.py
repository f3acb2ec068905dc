"""Each file is opened by a program of somebody else."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import sqlite3
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import jsonschema
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.capture.stories import new_record
from starl.capture.stories import save as save_story
from starl.content import content_text
from starl.errors import StarlError
from starl.export.report_json import as_json as report_json
from starl.model.story import Section
from starl.paper.as_docx import as_docx
from starl.paper.as_html import as_html
from starl.paper.as_pdf import as_pdf
from starl.paper.blocks import Kind, Paper, block
from starl.paper.compose import about_story
from starl.paper.from_docx import story_of_docx
from starl.paper.make import Form, Layout, Made, make
from starl.paper.prose import prose, story_blocks
from starl.paper.save import save
from starl.paper.typeset import paper_pdf
from starl.practice.plan_state import judged_anew
from starl.store.store import Store
from starl.text.markdown import parse
from tests.store.records import entry

from .conftest import HOSTILE, NOW

LISTS = """## Situation
First, *quietly*, then **loudly**.

Second \\# no heading, 2 * 3, snake_case, `a * b`.
## Task
- one
- two
  - below two
## Action
```
kept   as it is
```
1998\\. was no list.
## Result
\\- no item
## Learning
Nothing <!-- starl: ignore S105 --> more.
"""


def program(name: str) -> str:
    """The program of this machine. In CI it must be there."""
    found = shutil.which(name)
    if found is None:
        if "CI" in os.environ:
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    return found


def made(store: Store, form: Form, layout: Layout = Layout.STORIES, **more: Any) -> Made:
    return make(store, store.stories.select(), form, layout, NOW, **more)


def strict(schema: Any) -> Any:
    """The schema with every key that it does not name forbidden."""
    if isinstance(schema, dict):
        named = {"additionalProperties": False} if "properties" in schema else {}
        return {key: strict(value) for key, value in schema.items()} | named
    return [strict(item) for item in schema] if isinstance(schema, list) else schema


def words(text: str) -> str:
    return " ".join(text.split())


# JSON


def test_json_holds_to_its_published_schema(journal: Store) -> None:
    schema = json.loads(content_text("schemas/export.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(made(journal, Form.JSON).data)
    jsonschema.Draft202012Validator(strict(schema)).validate(data)
    story = next(item for item in data["stories"] if item["slug"] == "the-statements")
    assert story["practice"]["card"]["stability"] == 12.4
    assert story["sections"]["task"][0].startswith("I was to move")


def test_the_report_holds_to_its_published_schema(journal: Store) -> None:
    schema = strict(json.loads(content_text("schemas/check.json")))
    reports = [judged_anew(journal, record) for record in journal.stories.select()]
    files = [report_json("a.md", report, list(report.findings)) for report in reports]
    jsonschema.Draft202012Validator(schema).validate(
        {"version": 1, "files": [*files, {"path": "b", "error": "gone"}]}
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({"version": 1, "files": [files[0] | {"words": -1}]})


# Markdown and HTML


def test_markdown_is_the_story_file_itself(journal: Store) -> None:
    (record,) = [record for record in journal.stories.select() if record.slug == "the-statements"]
    text = make(journal, [record], Form.MD, Layout.STORIES, NOW).data.decode()
    assert text == journal.stories.text(record.id)
    all_of_them = made(journal, Form.MD).data.decode()
    assert [line for line in all_of_them.splitlines() if line.startswith("## ")] == [
        f"## {record.title}" for record in journal.stories.select()
    ]


# PDF


def fonts_of(page: Any) -> list[Any]:
    return list(page["/Resources"]["/Font"].values())


def read_pdf(data: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("layout", Layout)
def test_pdf_is_tagged_searchable_and_has_its_fonts(journal: Store, layout: Layout, tmp_path: Path) -> None:
    file = made(journal, Form.PDF, layout)
    assert file == made(journal, Form.PDF, layout)
    reader = pypdf.PdfReader(io.BytesIO(file.data))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    fonts = [font.get_object() for page in reader.pages for font in fonts_of(page)]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
        assert inner["/BaseFont"][7] == "+"
        assert "/ToUnicode" in font
    text = read_pdf(file.data, tmp_path)
    assert "The statements" in text
    assert "root:" not in text
    if layout is Layout.STORIES:
        assert '#read("/etc/passwd") $x$ \\u{41} <script>' in words(text)


def test_a_page_of_it_looks_like_one(journal: Store, tmp_path: Path) -> None:
    read_pdf(made(journal, Form.PDF, Layout.SHEET).data, tmp_path)
    command = [program("pdftoppm"), "-gray", "-r", "40", str(tmp_path / "paper.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    (picture,) = tmp_path.glob("page*.pgm")
    pixels = picture.read_bytes().split(b"\n255\n", 1)[1]
    dark = sum(pixel < 128 for pixel in pixels) / len(pixels)
    assert 0.01 < dark < 0.25


def test_a_sheet_is_one_page_however_long_the_lines_are(journal: Store, tmp_path: Path) -> None:
    rows = [block(Kind.HEADING, "Long", 1)] + [block(Kind.TERM, "Much to say. " * 30, label="Action")] * 25
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(Paper("Sheet", "", tuple(rows), sheet=True), NOW).data))
    assert len(reader.pages) == 1
    assert len(made(journal, Form.PDF, Layout.SHEET).data) > 0
    assert len(pypdf.PdfReader(io.BytesIO(made(journal, Form.PDF, Layout.SHEET).data)).pages) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I only said things.\n\nAnd more.",
        "#### Deep first\ntext\n## Situation\n###### Six\nx\n## Task\ny",
        "## Situation\n<!-- ask -->\n\n## Task\n",
        '{"situation": {"project": "A $x$"}, "task": {"responsibility": "c"}}',
        "## Situation\n\ta code\n\n1. a\n\n> quote\n\n\u202eevil\u2066 שלום\n",
        "## Task\na\x00b\x07c\ud800\n",
        "## Action\n" + "word " * 20_000 + "x" * 5_000,
    ],
)  # fmt: skip
def test_every_text_can_be_set(text: str) -> None:
    paper = Paper("Title", "", (block(Kind.HEADING, "Title", 1), *story_blocks(parse(text))))
    assert len(pypdf.PdfReader(io.BytesIO(as_pdf(paper, NOW).data)).pages) >= 1
    assert docx.Document(io.BytesIO(as_docx(paper, NOW))).paragraphs[0].text == "Title"
    levels = [int(part[0]) for part in as_html(paper).split("<h")[1:] if part[0].isdecimal()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zürich, Łódź, Привет, Ελλάδα, 3 → 4, “yes” …", ""),
        ("Zu\u0308rich in letters and accents, x\u0302", ""),
        ("שלום नमस्ते سلام", ""),
        ("日本 and 日", "日本"),
        ("done 🎉\x00\x1b[31m", "🎉"),
        ("well done 👍🏽 of 👩\u200d👧", "👍🏽👩👧"),
        ("สวัสดี", "สวัดี"),
        ("5\u094d is a number with a mark of another alphabet", "\u094d"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 120))), "".join(map(chr, range(0x4E00, 0x4E00 + 120)))),
    ],
)  # fmt: skip
def test_pdf_names_what_its_fonts_do_not_have(text: str, missing: str, tmp_path: Path) -> None:
    done = as_pdf(Paper("Signs", "", (block(Kind.TEXT, text),)), NOW)
    found = read_pdf(done.data, tmp_path)
    assert sorted(done.missing) == sorted(set(missing))
    assert ("□" in found) == bool(missing)


ALPHABETS = "aé\u0302\u0363ж½□ \n\u200d\u202e\u05b0שم\u064eكनि्ก\u0e31한ᄀ日👍🏽🇩\ufe0f\u20e3"


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABETS, min_size=1, max_size=40), st.sampled_from([Kind.TEXT, Kind.CODE, Kind.HEADING]))
def test_no_mix_of_alphabets_stops_a_pdf(text: str, kind: Kind) -> None:
    assert as_pdf(Paper("Signs", "", (block(kind, text, 1),)), NOW).data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u00a0", "\u200d", "\u202e", "\u2028", "\u0302", " \u200b "]
)
def test_a_heading_in_which_nothing_is_seen_stops_no_pdf(text: str) -> None:
    assert as_pdf(Paper("Signs", "", (block(Kind.HEADING, text, 1),)), NOW).data.startswith(b"%PDF")


def test_a_text_that_breaks_the_compiler_is_not_the_end() -> None:
    signs = "ە ۘ ۙ ۚ ۛ ۜ \u06dd ۞ ۟ ۠ ۡ ۢ ۣ ۤ ۥ ۦ ۧ ۨ ۩ ۪ ۫ ۬ ۭۯ"
    runs = [{"text": signs, "style": "plain"}]
    data = {"title": "x", "subtitle": "", "sheet": False, "keywords": []}
    data |= {"blocks": [{"kind": "text", "level": 0, "label": "", "runs": runs}]}
    assert paper_pdf(json.dumps(data), NOW) is None
    assert as_pdf(Paper("x", "", (block(Kind.TEXT, signs),)), NOW).missing


# Word


def test_word_round_trips_the_sections_also_through_libreoffice(journal: Store, tmp_path: Path) -> None:
    office = program("soffice")
    texts = {"lists": f"---\ntitle: Lists\nthemes: [a, b]\ndate: 2024-03-14\n---\n{LISTS}"}
    texts |= {record.slug: journal.stories.text(record.id) for record in journal.stories.select()}
    for slug, text in texts.items():
        story = parse(text)
        title = story.title or ""
        about = about_story(story.meta.get("date"), story.themes)
        paper = Paper(title, about, (block(Kind.HEADING, title, 1), *story_blocks(story)))
        (tmp_path / f"{slug}.docx").write_bytes(as_docx(paper, NOW))
    again = tmp_path / "again"
    files = sorted(tmp_path.glob("*.docx"))
    (tmp_path / "sheet.docx").write_bytes(made(journal, Form.DOCX, Layout.SHEET).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(again),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command[3:] = ["--convert-to", "pdf", "--outdir", str(again), str(tmp_path / "sheet.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(pypdf.PdfReader(again / "sheet.pdf").pages) == 1
    for slug, text in texts.items():
        for folder in (tmp_path, again):
            read = parse(story_of_docx(folder / f"{slug}.docx"))
            assert (read.title, read.themes) == (parse(text).title, parse(text).themes)
            assert read.meta.get("date") == parse(text).meta.get("date")
            assert list(story_blocks(read)) == list(story_blocks(parse(text))), (slug, folder)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("aB1 *_`#->+.)\\<!&;=~\n", max_size=25), min_size=5, max_size=5))
def test_what_word_took_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    paper = Paper("T", "", (block(Kind.HEADING, "T", 1), *_told(bodies)))
    path = tmp_path_factory.mktemp("word") / "t.docx"
    path.write_bytes(as_docx(paper, NOW))
    read = parse(story_of_docx(path))
    for section in Section:
        want = words(" ".join(one.text for one in _told(bodies, section)))
        got = _section(read, section)
        assert got == want


def _told(bodies: list[str], only: Section | None = None) -> list[Any]:
    found = []
    for section, body in zip(Section, bodies, strict=True):
        if only is None:
            found.append(block(Kind.HEADING, section.value.capitalize(), 2))
        if only in (None, section) and body.strip():
            found.append(block(Kind.TEXT, " ".join(body.split())))
    return found


def _section(read: Any, section: Section) -> str:
    spans = [part.span for part in read.parts if part.section is section]
    return words(" ".join(one.text for span in spans for one in prose(read.text[span.start : span.end])))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "no Word document"), (b"PK\x03\x04 broken", "no Word document"), (None, "no Word document")],
)
def test_what_is_no_word_document_is_named(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "a.docx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(StarlError, match=said):
        story_of_docx(path)


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "word/document.xml", "word/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("instead", [b"", b"<a><b>", b"<a/>"])
def test_a_damaged_word_document_is_named(tmp_path: Path, part: str, instead: bytes) -> None:
    whole = as_docx(Paper("T", "", (block(Kind.HEADING, "T", 1), block(Kind.TEXT, "words"))), NOW)
    path = tmp_path / "a.docx"
    with ZipFile(io.BytesIO(whole)) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, instead if name == part else old.read(name))
    with pytest.raises(StarlError, match="no Word document"):
        story_of_docx(path)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=50))
def test_no_damage_to_a_word_document_is_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(as_docx(Paper("T", "", (block(Kind.TEXT, "words"),)), NOW))
    for place, byte in changes:
        data[int(place * len(data))] = byte
    path = tmp_path_factory.mktemp("word") / "a.docx"
    path.write_bytes(data)
    try:
        assert story_of_docx(path)
    except StarlError as error:
        assert "a.docx" in str(error)


def test_several_stories_in_one_document_are_not_mixed(journal: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.docx"
    path.write_bytes(made(journal, Form.DOCX).data)
    styles = {paragraph.style.name for paragraph in docx.Document(str(path)).paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    with pytest.raises(StarlError, match="headings of the first level"):
        story_of_docx(path)


# Anki


def deck(data: bytes, folder: Path) -> sqlite3.Connection:
    with ZipFile(io.BytesIO(data)) as package:
        return sqlite3.connect(package.extract("collection.anki2", folder))


def test_a_deck_has_ids_that_stay(journal: Store, tmp_path: Path) -> None:
    first = deck(made(journal, Form.ANKI, whole=True).data, tmp_path / "1")
    later = make(
        journal, journal.stories.select(), Form.ANKI, Layout.STORIES, NOW + dt.timedelta(days=3), whole=True
    )
    second = deck(later.data, tmp_path / "2")
    query = "SELECT guid, mid, flds FROM notes ORDER BY guid"
    assert first.execute(query).fetchall() == second.execute(query).fetchall()
    (old,), (new,) = (db.execute("SELECT MAX(mod) FROM notes").fetchone() for db in (first, second))
    assert new > old
    kinds = {row[0].split("\x1f")[1] for row in first.execute("SELECT flds FROM notes")}
    assert kinds == {"story", "lesson", "question"}
    assert first.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    fields = "".join(row[0] for row in first.execute("SELECT flds FROM notes"))
    assert "<script>" not in fields
    assert "&lt;free&gt;" in fields


def test_a_deck_carries_the_practice(journal: Store, tmp_path: Path) -> None:
    db = deck(made(journal, Form.ANKI).data, tmp_path)
    ((fields, kind, queue, due, interval, data),) = db.execute(
        "SELECT flds, cards.type, queue, due, ivl, cards.data FROM notes JOIN cards ON cards.nid = notes.id WHERE queue = 2"
    ).fetchall()
    assert "The statements" in fields
    assert fields.split("\x1f")[4:] == ["2026-05-13", "12.40"]
    assert (kind, queue, due, interval, json.loads(data)["s"]) == (2, 2, 9, 12, 12.4)
    assert db.execute("SELECT COUNT(*) FROM cards WHERE queue = 0").fetchone() == (2,)


@pytest.mark.parametrize(("hour", "due"), [(2, 10), (4, 9), (23, 9)])
def test_a_day_of_anki_ends_at_four(journal: Store, tmp_path: Path, hour: int, due: int) -> None:
    moment = NOW.replace(hour=hour)
    file = make(journal, journal.stories.select(), Form.ANKI, Layout.STORIES, moment)
    db = deck(file.data, tmp_path)
    ((began,),) = db.execute("SELECT crt FROM col").fetchall()
    assert 0 <= moment.timestamp() - began < 24 * 3600
    assert db.execute("SELECT due FROM cards WHERE queue = 2").fetchall() == [(due,)]


def test_no_text_adds_a_field_to_a_note(journal: Store, tmp_path: Path) -> None:
    journal.entries.add(entry(journal, lesson="A separator\x1fis text,\nin two lines"))
    record = new_record(journal, "  ")
    save_story(journal, record, "---\ntitle: ' '\n---\n## Situation\nA bell\x1frang")
    db = deck(made(journal, Form.ANKI, whole=True).data, tmp_path)
    notes = [row[0].split("\x1f") for row in db.execute("SELECT flds FROM notes")]
    assert {len(note) for note in notes} == {6}
    assert any("A separator\ufffdis text,<br>in two lines" in note[3] for note in notes)
    assert any(note[2].startswith(f"<b>{record.slug}</b>") for note in notes)


# What holds for all


def test_a_pack_with_names_in_it_says_so(journal: Store) -> None:
    assert "look through it before you hand it on" not in made(journal, Form.MD, Layout.PACK).data.decode()
    record = journal.stories.by_slug("the-statements")
    assert record is not None
    journal.stories.save(
        record, journal.stories.text(record.id).replace("40 people", "ana.b@insurer.com and 40 people")
    )
    text = made(journal, Form.MD, Layout.PACK).data.decode()
    assert "P001" in text.rsplit("\n> ", 1)[1]


def test_the_lines_of_a_sheet_are_the_persons_own(journal: Store) -> None:
    text = made(journal, Form.MD, Layout.SHEET).data.decode()
    told = words(" ".join(journal.stories.text(record.id) for record in journal.stories.select()))
    lines = [line.partition(":** ")[2] for line in text.splitlines() if line.startswith("- **")]
    own = [line for line in lines[:5] if not line.startswith("?")]
    assert own
    assert all(line.rstrip("… ").replace("\\", "") in told.replace("\\", "") for line in own)


@pytest.mark.parametrize(
    ("form", "layout", "number", "said"),
    [
        (Form.JSON, Layout.SHEET, 3, "is for reading"),
        (Form.ANKI, Layout.PACK, 3, "is for reading"),
        (Form.PDF, Layout.SHEET, 4, "room for 3"),
        (Form.PDF, Layout.STORIES, 0, "no story"),
    ],
)
def test_what_cannot_be_made_is_said(
    journal: Store, form: Form, layout: Layout, number: int, said: str
) -> None:
    records = (journal.stories.select() * 2)[:number]
    with pytest.raises(StarlError, match=said):
        make(journal, records, form, layout, NOW)


@pytest.mark.parametrize("form", [Form.PDF, Form.DOCX, Form.ANKI])
def test_without_the_extra_it_says_what_to_install(
    journal: Store, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("typst", "docx", "genanki"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(StarlError, match=r"starl\[files\]"):
        made(journal, form)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    save(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StarlError, match="--force"):
        save(path, b"two")
    assert path.read_bytes() == b"one"
    save(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    with pytest.raises(StarlError, match="could not be written"):
        save(tmp_path / "none" / "a.md", b"x")
    assert [item.name for item in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open
    monkeypatch.setattr("starl.paper.save.os.open", lambda path, flags, mode: real("/dev/full", os.O_WRONLY))
    with pytest.raises(StarlError, match="the disk is full"):
        save(tmp_path / "a.md", b"x")
    assert list(tmp_path.iterdir()) == []


def test_hostile_text_is_text_in_html() -> None:
    text = as_html(
        Paper(HOSTILE, HOSTILE, (block(Kind.TEXT, HOSTILE), block(Kind.TERM, HOSTILE, label=HOSTILE)))
    )
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") == 6
