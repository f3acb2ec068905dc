"""The public interface: what it is, that it stays so, and that its page in docs/ tells the truth."""

from __future__ import annotations

import dataclasses
import doctest
import enum
import inspect
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

import starl
from starl import Level, StarlError, Story, check, check_many
from starl.model import report, story

ROOT = Path(__file__).parents[2]
PARTS = (
    report.Dimension,
    report.DimensionReport,
    report.Finding,
    report.Link,
    report.Pitfall,
    report.PitfallReport,
    report.SectionReport,
    report.Strength,
    report.Verdict,
    story.Fact,
    story.Part,
    story.Span,
)
"""What reports and stories are made of."""
SNAPSHOT = Path(__file__).with_name("public.txt")
STORY = (ROOT / "examples/database-migration.md").read_text(encoding="utf-8")


def _of(value: object) -> list[str]:
    """What a program may rely on of one public name."""
    if inspect.isfunction(value):
        return [f"{value.__name__}{inspect.signature(value)}"]
    assert isinstance(value, type)
    lines = [f"class {value.__name__}({', '.join(base.__name__ for base in value.__bases__)})"]
    if issubclass(value, enum.Enum):
        return [*lines, *(f"    {member.name} = {member.value!r}" for member in value)]
    if dataclasses.is_dataclass(value):
        lines += [f"    {field.name}: {field.type}" for field in dataclasses.fields(value)]
    if hasattr(value, "_fields"):
        types = get_type_hints(value)
        lines += [f"    {name}: {inspect.formatannotation(types[name])}" for name in value._fields]
    for name, member in sorted(vars(value).items()):
        if not name.startswith("_") and isinstance(member, classmethod):
            lines.append(f"    classmethod {name}{inspect.signature(member.__func__)}")
        elif not name.startswith("_") and inspect.isfunction(member):
            lines.append(f"    {name}{inspect.signature(member)}")
    return lines


def test_nothing_public_changes_unnoticed() -> None:
    """STARL_UPDATE_SNAPSHOTS=1 writes the file anew: then docs/api.md and the changelog have to say so."""
    values = [*(getattr(starl, name) for name in starl.__all__), *PARTS]
    found = "\n".join(line for value in values for line in _of(value)) + "\n"
    if os.environ.get("STARL_UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert found == SNAPSHOT.read_text(encoding="utf-8")


def test_the_page_is_true_and_names_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs/api.md"
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 10
    assert done.failed == 0
    text = page.read_text(encoding="utf-8")
    assert [name for name in starl.__all__ if f"`{name}" not in text] == []


def test_importing_starl_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import starl; "
        "print([name for name in sys.modules if name.startswith('starl.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_there_is_nothing_that_is_not_named() -> None:
    assert set(starl.__all__) <= set(dir(starl))
    with pytest.raises(AttributeError, match="no attribute 'judge'"):
        _ = starl.judge


def test_a_level_may_be_a_word() -> None:
    assert check(STORY, level="senior") == check(STORY, level=Level.SENIOR)
    with pytest.raises(StarlError, match="'boss' is no level; there are junior, mid, senior, staff"):
        check(STORY, level="boss")
    with pytest.raises(StarlError, match="'best' is no tier; there are default, deep"):
        check(STORY, tier="best")
    with pytest.raises(TypeError, match="a text is a str, not bytes"):
        check(STORY.encode())  # type: ignore[arg-type]


def test_a_story_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_bytes("\ufeff---\r\ntitle: The outage\r\n---\r\n## Task\r\nI ran it.\r\n".encode())
    read = Story.read(path)
    assert (read.title, read.text) == ("The outage", path.read_bytes().decode())
    assert read == Story.parse(read.text)
    assert read.check() == check(read.text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"\xff\xfe\x00", "is not text|UTF-16"),
        (b"caf\xe9", "is not UTF-8: byte 3"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "story.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(StarlError, match=f"story.md: .*({said})"):
        Story.read(path)


@pytest.mark.parametrize("processes", [0, -1])
def test_fewer_than_one_process_is_none(processes: int) -> None:
    with pytest.raises(StarlError, match="1 or more can"):
        check_many([STORY], processes=processes)
    with pytest.raises(TypeError, match="for a single one there is check"):
        check_many(STORY)


@pytest.mark.parametrize(
    "text", [STORY, "A spoken answer, without headings.", '{"situation": {"project": "the till"}}']
)
def test_stories_and_reports_can_be_kept_and_sent_to_other_processes(text: str) -> None:
    told = Story.parse(text)
    assert pickle.loads(pickle.dumps(told)) == told
    assert pickle.loads(pickle.dumps(told.check())) == told.check()
