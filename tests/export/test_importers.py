"""What other programs wrote becomes entries: every date format, every encoding, everything that may be wrong."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.export.importers import table
from starl.export.importers.dates import DateReader, Day, month_first
from starl.export.importers.detect import Format, detect
from starl.export.importers.draft import Draft, tags_in
from starl.export.importers.jrnl import parse_text
from starl.export.importers.json_items import items
from starl.export.importers.reading import KINDS, read
from starl.export.importers.take import take
from starl.export.remark import Remark
from starl.model.journal import Entry, Taken
from starl.store.store import Store

from .samples import DAYONE, JRNL, JRNL_JSON, JRNL_TIMES


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests are run does not count."""
    monkeypatch.setenv("TZ", "UTC")


def records(path: Path, month_before_day: bool | None = None) -> tuple[list[Draft], list[Remark]]:
    """The drafts and remarks of a file of a format that is found out."""
    found = list(read(path, detect(path), month_before_day))
    return [item for item in found if isinstance(item, Draft)], [
        item for item in found if isinstance(item, Remark)
    ]


def _written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("times", JRNL_TIMES)
def test_jrnl_in_all_its_formats_is_the_same(tmp_path: Path, times: str) -> None:
    path = _written(tmp_path / "journal.txt", JRNL.format(*JRNL_TIMES[times]))
    drafts, remarks = records(path)
    assert remarks == []
    assert [(draft.line, draft.date.isoformat(), f"{draft.at:%H:%M}", draft.tags) for draft in drafts] == [
        (1, "2025-03-14", "09:26", ("database", "ops")),
        (6, "2025-04-01", "23:59", ()),
        (9, "2025-05-02", "09:00", ("starred",)),
        (11, "2025-05-03", "14:00", ("schön",)),
        (14, "2026-11-25", "18:00", ("team", "starred")),
    ]
    assert drafts[0].text.endswith("@database @ops\n\nLesson: read the prompt twice. “Always”, said Ana.")
    assert [draft.text for draft in drafts[2:]] == [
        "Only a title", "Übermüdet.\nZu spät gemerkt @schön", "Missed the retro* @team",
    ]  # fmt: skip
    exported, _ = records(_written(tmp_path / "journal.json", JRNL_JSON))
    assert [draft.key for draft in exported] == [draft.key for draft in drafts]
    assert [draft.text for draft in exported] == [draft.text for draft in drafts]
    assert [set(draft.tags) for draft in exported] == [set(draft.tags) for draft in drafts]


def test_a_folder_of_jrnl(tmp_path: Path) -> None:
    _written(tmp_path / "2025" / "03" / "14.txt", "[2025-03-14 09:26] One\n")
    _written(tmp_path / "2025" / "04" / "01.txt", "[2025-04-01 09:26] Two\n")
    drafts, _ = records(tmp_path)
    assert [draft.text for draft in drafts] == ["One", "Two"]


def test_jrnl_says_what_it_cannot_read(tmp_path: Path) -> None:
    path = _written(
        tmp_path / "j.txt", "preface\n\n[2025-01-02 10:00] One\n[2025-02-30 10:00] no such day\n[1] note\n"
    )
    drafts, remarks = records(path)
    assert [draft.text for draft in drafts] == ["One\n[2025-02-30 10:00] no such day\n[1] note"]
    assert [(remark.line, remark.fault) for remark in remarks] == [(1, True), (4, False)]


TITLE = st.text(st.characters(exclude_characters="[*\n\r", exclude_categories=["Cs", "Cc", "Z"]), min_size=1)


@given(
    st.lists(
        st.tuples(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1)), TITLE, st.lists(TITLE))
    )
)
def test_jrnl_loses_no_line(said: list[tuple[dt.datetime, str, list[str]]]) -> None:
    lines = []
    for when, title, body in said:
        lines += [f"[{when:%Y-%m-%d %H:%M}] {title}\n", *(f"{line}\n" for line in body), "\n"]
    found = list(parse_text(lines, "j.txt", DateReader()))
    assert [
        (draft.date, draft.text.split("\n")) for draft in found if isinstance(draft, Draft)
    ] == [(when.date(), [title, *body]) for when, title, body in said]  # fmt: skip


def _dayone_folder(folder: Path) -> Path:
    _written(folder / "Journal.json", DAYONE)
    _written(folder / "photos" / "ab12.jpeg", "a picture")
    return folder


def _dayone_zip(folder: Path) -> Path:
    _dayone_folder(folder)
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.write(folder / "Journal.json", "Journal.json")
        archive.write(folder / "photos" / "ab12.jpeg", "photos/ab12.jpeg")
    return folder / "export.zip"


@pytest.mark.parametrize("make", [_dayone_folder, _dayone_zip])
def test_dayone(tmp_path: Path, make: Any) -> None:
    path = make(tmp_path)
    drafts, remarks = records(path)
    first, second = drafts
    assert (first.key, first.date, first.at) == (
        "81F0F3CA693F484792F76359E9E2ACE8", dt.date(2025, 3, 15), dt.time(5, 4, 32),
    )  # fmt: skip
    assert first.text == "Dropped the wrong table\n\n![](dayone-moment://68D7)"
    assert first.tags == ("on call", "database", "starred")
    assert first.created == dt.datetime(2025, 3, 14, 22, 4, 32, tzinfo=dt.UTC)
    assert first.updated == dt.datetime(2025, 3, 15, 8, tzinfo=dt.UTC)
    assert (second.text, second.at) == ("Only rich", None)
    assert ("'some day'" in remarks[0].said, remarks[0].line) == (True, 20)
    if path.is_dir():
        assert first.attachments == (str(tmp_path / "photos" / "ab12.jpeg"),)
        assert len(remarks) == 1
    else:
        assert first.attachments == ()
        assert "unpack the archive" in remarks[1].said


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    path = _dayone_zip(tmp_path)
    data = bytearray(path.read_bytes())
    data[60:70] = b"x" * 10
    path.write_bytes(data)
    _, remarks = records(path)
    assert "cannot be unpacked" in remarks[-1].said
    assert remarks[-1].fault


NOTES: list[tuple[str, str, dict[str, Any]]] = [
    ("2026-11-26.md", "It broke. #ops #12 `#include`\n", {"date": "2026-11-26", "text": "It broke. #ops #12 `#include`", "tags": ("ops",)}),
    ("work/2026-11-25 The import.md", "---\ntags: [a, b/c]\n---\nSee [[Other note]].", {"date": "2026-11-25", "text": "2026-11-25 The import\n\nSee [[Other note]].", "tags": ("a", "b/c")}),
    ("The import.md", "---\ndate: 2025-03-14 09:26\ntags: '#a, wrong table'\nlesson: Read twice\nmistake: Hurry\n---\n# The import\nIt broke.", {"date": "2025-03-14", "at": dt.time(9, 26), "text": "# The import\nIt broke.", "tags": ("a", "wrong table"), "lesson": "Read twice", "mistake": "Hurry"}),
    ("2024/03/14.md", "By its folders", {"date": "2024-03-14", "text": "14\n\nBy its folders"}),
    ("no date.md", "\ufeff---\r\ntitle: A title\r\n---\r\nBy the\r\nfile's time", {"date": "2020-02-02", "text": "A title\n\nBy the\nfile's time"}),
    ("20251224.md", "---\ndate: soon\ntags: one two\n---\nx", {"date": "2025-12-24", "text": "x", "tags": ("one", "two"), "remark": "'soon', which cannot be read; it got 2025-12-24"}),
    ("2025-01-01.md", "---\na: [\n---\nx", {"date": "2025-01-01", "text": "---\na: [\n---\nx", "remark": "not YAML"}),
    ("2025-01-02.md", " \n", {"remark": "is empty"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "expected"), NOTES, ids=[name for name, _, _ in NOTES])
def test_notes(tmp_path: Path, name: str, page: str, expected: dict[str, Any]) -> None:
    path = _written(tmp_path / name, page)
    os.utime(path, (dt.datetime(2020, 2, 2, 12).timestamp(),) * 2)
    _written(tmp_path / ".obsidian" / "2020-01-01.md", "hidden")
    drafts, remarks = records(tmp_path)
    assert [remark.said for remark in remarks if expected.get("remark", "?") not in remark.said] == []
    assert len(remarks) == ("remark" in expected)
    for draft in drafts:
        seen = {"date": draft.date.isoformat()} | {
            key: getattr(draft, key) for key in expected if key not in ("date", "remark")
        }
        assert seen == {key: value for key, value in expected.items() if key != "remark"}
    assert len(drafts) == ("text" in expected)


TABLES: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Date,What happened?,My mistake,Lesson learned,Tags\n2025-03-14,It broke,Hurry,Slow down,\"a, b c\"\n",
     [("2025-03-14", "It broke", "Hurry", "Slow down", ("a", "b c"))]),
    ("when;body\n14.03.2025 09:26;\"two\nlines; and more\"\n\n15.03.2025;x #tag\n",
     [("2025-03-14", "two\nlines; and more", None, None, ()), ("2025-03-15", "x #tag", None, None, ("tag",))]),
    ("Title\tDay\tNote\nThe import\tMarch 14, 2025\tIt broke\n", [("2025-03-14", "The import\n\nIt broke", None, None, ())]),
    ("date,mistake\n03/31/2025,Hurry\n04/01/2025,Pride\n", [("2025-03-31", "Hurry", "Hurry", None, ()), ("2025-04-01", "Pride", "Pride", None, ())]),
    ("date,text\n2025-03-14T23:30:00+09:00,far away\n", [("2025-03-14", "far away", None, None, ())]),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables(tmp_path: Path, text: str, expected: list[Any], encoding: str) -> None:
    path = _written(tmp_path / "t.csv", text.replace("broke", "bröke"), encoding)
    drafts, remarks = records(path)
    seen = [(d.date.isoformat(), d.text.replace("ö", "o"), d.mistake, d.lesson, d.tags) for d in drafts]
    assert seen == expected
    assert len(remarks) == (encoding == "cp1252" and "broke" in text)


def test_a_table_names_its_bad_rows(tmp_path: Path) -> None:
    path = _written(tmp_path / "t.csv", 'date,text\nsoon,a\n2025-01-01,"b\nc"\n,d\n2025-01-02,e\n')
    drafts, remarks = records(path)
    assert [(draft.line, draft.text) for draft in drafts] == [(3, "b\nc"), (6, "e")]
    assert [(remark.line, remark.said) for remark in remarks] == [
        (2, "has the date 'soon', which cannot be read, and was left out"), (5, "has no date, and was left out"),
    ]  # fmt: skip


def test_a_first_line_as_long_as_a_file_is_no_table() -> None:
    before = csv.field_size_limit(131_072)
    try:
        assert not table.knows("x" * 200_000)
        assert not table.knows("date,text," + "x" * 200_000)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(("asked", "day"), [(None, (2025, 4, 3)), (True, (2025, 3, 4))])
def test_a_date_that_could_be_two(tmp_path: Path, asked: bool | None, day: tuple[int, int, int]) -> None:
    drafts, remarks = records(_written(tmp_path / "t.csv", "date,text\n03/04/2025,a\n"), asked)
    assert drafts[0].date == dt.date(*day)
    assert ["--month-first" in remark.said for remark in remarks] == [True] * (asked is None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-14", Day(dt.date(2025, 3, 14))),
        ("2025/3/4 7:05 pm", Day(dt.date(2025, 3, 4), dt.time(19, 5))),
        ("2025-03-14 12:00:01 AM", Day(dt.date(2025, 3, 14), dt.time(0, 0, 1))),
        ("14.3.25", Day(dt.date(2025, 3, 14))),
        ("2025-03-14T09:26:53.5Z", Day(dt.date(2025, 3, 14), dt.time(9, 26, 53))),
        ("Mar 14, 2025", Day(dt.date(2025, 3, 14))),
        ("14 mars 2025", Day(dt.date(2025, 3, 14))),
        ("2025-02-30", None), ("25:61", None), ("2025", None), ("May", None), ("", None), ("2025-03-14 ticket", None),
        ("2025-03-14 27:00", None), ("tomorrow", None), ("x" * 1000 + " 2025", None),
    ],
)  # fmt: skip
def test_dates(text: str, day: Day | None) -> None:
    assert DateReader().read(text) == day


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    DateReader(month_first=True).read("2025-" + text)


@pytest.mark.parametrize(
    ("texts", "order"),
    [([], False), (["31/01/2025"], False), (["01/31/2025", "01/02/2025"], True), (["01/02/2025"], None),
     (["13/01/2025", "01/13/2025"], None), (["01.02.2025", "2025-01-02"], False)],
)  # fmt: skip
def test_which_is_the_month(texts: list[str], order: bool | None) -> None:
    assert month_first(texts) == order


DETECTED = [
    ("a.txt", "\n[2025-01-01 09:00] x", "jrnl"), ("a.json", JRNL_JSON, "jrnl"), ("a.json", DAYONE, "dayone"),
    ("a.csv", "date,text\n", "csv"), ("a.txt", "When;Notes\n", "csv"), ("a.md", "anything", "markdown"),
    ("a.age", "age-encryption.org/v1\n-> X", "starl"), ("manifest.json", "{}", "starl"), ("v/a.md", "x", "markdown"),
    ("a.txt", "just text", "say it with --from"), ("a.txt", "", "say it with --from"),
    ("a.txt", "gAAAAABh", "jrnl --decrypt"), ("a.txt", "JRNLv3\0x", "jrnl --decrypt"), ("a.bin", "\0\1", "NUL bytes"), ("a.json", '{"entries": [{"x": 1}]}', "say it"),
    ("a.zip", "PK\3\4zzz", "no whole zip"), ("a.json", "[1", "say it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "answer"), DETECTED)
def test_what_it_is(tmp_path: Path, name: str, text: str, answer: str) -> None:
    path = _written(tmp_path / name, text)
    asked = tmp_path if "/" in name or name == "manifest.json" else path
    if answer in list(Format):
        assert detect(asked) == answer
    else:
        with pytest.raises(StarlError, match=answer):
            detect(asked)


class Slow(StringIO):
    """A file that gives little at a time."""

    def read(self, size: int | None = -1, /) -> str:
        return super().read(3)


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(
    st.lists(DATA),
    st.dictionaries(st.text(max_size=4).filter(lambda key: key != "entries"), DATA, max_size=2),
    st.booleans(),
)
def test_a_large_file_is_read_item_by_item(values: list[Any], before: dict[str, Any], pretty: bool) -> None:
    text = json.dumps(before | {"entries": values} | {"after": 12}, indent=1 if pretty else None)
    assert [value for _, value in items(Slow(text), "entries")] == values
    for line, value in items(Slow(text), "entries"):
        if isinstance(value, str) and pretty:
            assert json.dumps(value) in text.split("\n")[line - 1]


@pytest.mark.parametrize(
    ("text", "said", "before"),
    [
        ('{"entries": [{"a": 1},\n {"a": }]}', "line 2: Expecting value", 1), ('{"entries": [{"a": 1}', "line 1: here", 1),
        ("[]", r"line 1: here should be '\{', not '\['", 0), ("", "the end of the file", 0), ("{}", "no list 'entries'", 0),
        ('{"entries": 3}', "no list", 0), ('{"entries": [' + "[" * 100_000, "nested too deeply|Expecting value", 0),
    ],
)  # fmt: skip
def test_broken_json_is_read_up_to_there(text: str, said: str, before: int) -> None:
    found = items(StringIO(text), "entries")
    seen = []
    with pytest.raises(StarlError, match=said):
        for item in found:
            seen.append(item)
    assert len(seen) == before


def test_a_broken_end_keeps_what_comes_before(tmp_path: Path) -> None:
    drafts, remarks = records(_written(tmp_path / "j.json", JRNL_JSON[: JRNL_JSON.index("Only")]))
    assert len(drafts) == 2
    assert [remark.fault for remark in remarks] == [True]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#a b#c #d! #e/f #1 # x", ["a", "d", "e/f"]),
        ("```\n#code\n``` #out", ["out"]),
        ("#" + "x" * 500, ["x" * 100]),
    ],
)
def test_tags(text: str, tags: list[str]) -> None:
    assert tags_in(text) == tags


def taken(store: Store, path: Path, *tags: str) -> tuple[Taken, list[Remark], list[Entry]]:
    remarks: list[Remark] = []
    seen: list[Entry] = []
    form = detect(path)
    counts = take(store, KINDS[form], read(path, form), tags, remarks.append, seen.append)
    return counts, remarks, seen


def _each_kind(folder: Path) -> Iterator[Path]:
    yield _written(folder / "journal.txt", JRNL.format(*JRNL_TIMES["iso"]))
    yield _dayone_folder(folder / "dayone")
    yield _written(folder / "vault" / "2026-11-26.md", "It broke. #ops").parent
    yield _written(folder / "t.csv", "date,text,lesson\n2025-01-01,It broke,Look first\n")


def test_importing_twice_adds_nothing_twice(store: Store, tmp_path: Path) -> None:
    for path in _each_kind(tmp_path):
        first, _, seen = taken(store, path, "old")
        assert first.added == len(seen) > 0
        assert all("old" in entry.tags and entry.source for entry in seen)
        again, _, _ = taken(store, path)
        assert again == Taken(0, first.added)
    assert store.entries.count() == 5 + 2 + 1 + 1
    assert store.engine.check() == []
    assert [hit.snippet for hit in store.search("staging")]


def test_a_day_written_elsewhere_keeps_its_moment(store: Store, tmp_path: Path) -> None:
    taken(store, _dayone_folder(tmp_path))
    kept = store.entries.select()[-1]
    assert kept.created == dt.datetime(2025, 3, 14, 22, 4, 32, tzinfo=dt.UTC)


def test_what_no_journal_keeps_is_left_out(store: Store, tmp_path: Path) -> None:
    path = _written(
        tmp_path / "j.json",
        JRNL_JSON.replace("Only a title", r"half \ud800 a pair").replace("ticket", r"\u0000"),
    )
    counts, remarks, _ = taken(store, path)
    assert counts == Taken(3, 0)
    assert [remark.line for remark in remarks] == [20, 28]
