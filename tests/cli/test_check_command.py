"""`starl check` as a person and as a program calls it, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
import sarif_pydantic

from starl.cli.colour import Paint
from starl.coach.engine import check
from starl.model.story import Section

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BAD = (
    "Last spring QA missed the bug and my manager never told me about the deadline. They broke it. The shop was down "
    "for 3 hours. I learned that communication is key."
)


def starl(
    *args: str, stdin: str | bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "starl", *args],
        input=data,
        capture_output=True,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"} | env,
        timeout=60,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_examples() -> None:
    done = starl("check", "examples/")
    assert done.returncode == 0, done.stdout
    assert "3 stories, 3 ready to tell." in done.stdout
    assert "\x1b" not in done.stdout


def test_a_finding_is_underlined_and_asks() -> None:
    done = starl("check", "-", stdin=BAD)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    marked = next(i for i, line in enumerate(lines) if line.strip().startswith("^"))
    start = lines[marked].index("^")
    width = len(lines[marked].rstrip()) - start
    assert lines[marked - 1][start : start + width].strip() in BAD
    assert any(line.strip().startswith("? ") for line in lines)
    assert "Next:" in done.stdout


def test_words_are_quoted_once_and_no_question_is_put_twice() -> None:
    others = (
        "Last year I worked on the checkout of a shop. We had to move to a new payment API before the summer sale. The outage "
        "happened because the vendor changed their API without telling us. QA missed it, and my manager had set an "
        "impossible deadline. I rolled back after two hours and we lost about 300 orders."
    )
    done = starl("check", "-", "--select", "B", stdin=others)
    first, *more = done.stdout.split("\n\n")[1:-1]
    assert (first.count("^~"), first.count("warning B"), first.count("? ")) == (1, 2, 2)
    asked = [block for block in more if "B201" in block]
    assert asked
    assert all(block.endswith(f"The same question as at {first.split()[0]}.") for block in asked)
    assert all("^~" in block for block in asked)


def test_what_is_told_in_passing_is_not_called_missing() -> None:
    told = (
        "I failed my first on-call week. An alert fired at 2 am and I went back to sleep since it had fired for weeks. "
        "By six the disk was full and we lost four hours of data. Since then an alert that nobody acts on gets a ticket."
    )
    report = check(told)
    task, learning = report.sections[Section.TASK], report.sections[Section.LEARNING]
    assert (task.present, task.in_passing, task.missing) == (False, True, False)
    assert (learning.present, learning.in_passing, learning.missing) == (True, False, False)
    assert "◦ task in passing" in starl("check", "-", stdin=told).stdout
    assert check("## Situation\nWe moved the shop.\n").sections[Section.TASK].missing


def test_json_is_the_documented_shape() -> None:
    done = starl("check", "-", "--format", "json", stdin=BAD)
    data = json.loads(done.stdout)
    assert data["version"] == 1
    (report,) = data["files"]
    assert {
        "path",
        "words",
        "speaking_seconds",
        "sections",
        "findings",
        "pitfalls",
        "rubric",
        "strength",
        "verdict",
    } <= set(report)
    assert set(report["sections"]) == {"situation", "task", "action", "result", "learning"}
    assert set(report["pitfalls"]) == {"trivial", "blame", "catastrophic", "no_learning", "humblebrag"}
    assert set(report["rubric"]) == {"self_awareness", "humility", "learning", "resilience"}
    for item in report["findings"]:
        assert item["evidence"] == BAD[item["span"][0] : item["span"][1]]
        assert set(item) == {
            "code", "name", "severity", "section", "span", "line", "column", "evidence", "message", "question",
        }  # fmt: skip
    assert report["verdict"]["ready"] is False
    assert 1 <= len(report["verdict"]["next"]) <= 3


def test_sarif_is_valid() -> None:
    done = starl("check", "-", "missing.md", "--format", "sarif", stdin=BAD)
    log = sarif_pydantic.Sarif.model_validate_json(done.stdout)
    assert log.version == "2.1.0"
    (run,) = log.runs
    assert run.results
    assert {result.rule_id for result in run.results} == {item.code for item in check(BAD).findings}
    assert json.loads(done.stdout)["runs"][0]["invocations"][0]["executionSuccessful"] is False


def _sarif(folder: Path, *names: str) -> list[dict[str, Any]]:
    done = starl("check", *names, "--format", "sarif", "--fail-on", "never", cwd=folder)
    results: list[dict[str, Any]] = json.loads(done.stdout)["runs"][0]["results"]
    assert results
    return results


def test_every_rule_of_a_sarif_report_says_what_it_is_about() -> None:
    """GitHub takes no rule without a full description."""
    done = starl("check", "-", "--format", "sarif", stdin=BAD)
    for rule in json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]:
        assert len(rule["fullDescription"]["text"]) > 20, rule["id"]
        assert "Ask yourself: " in rule["help"]["text"], rule["id"]


def test_files_of_a_sarif_report_are_named_from_the_folder_it_is_made_in(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    (folder / "ü").mkdir(parents=True)
    path = folder / "ü" / "st %20#?.md"
    path.write_text(BAD, encoding="utf-8")
    uris = {
        name: {
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in _sarif(cwd, name)
        }
        for cwd, name in ((folder, "./ü"), (folder, str(path)), (folder / "ü", "../ü"), (tmp_path, "a b"))
    }
    there = _sarif(ROOT, str(path))[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    name = "st%20%2520%23%3F.md"
    inside = f"%C3%BC/{name}"
    assert uris == {"./ü": {inside}, str(path): {inside}, "../ü": {name}, "a b": {f"a%20b/{inside}"}}
    assert there == path.as_uri()


def test_a_finding_keeps_its_fingerprint_when_its_words_move(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    prints = []
    for text in (BAD, f"---\ntitle: x\n---\n\n{BAD}", BAD.replace("\n", "\r\n")):
        path.write_text(text, encoding="utf-8", newline="")
        prints.append(
            [one["partialFingerprints"]["primaryLocationLineHash"] for one in _sarif(tmp_path, "story.md")]
        )
    assert prints[0] == prints[1] == prints[2]
    assert len(set(prints[0])) == len(prints[0])


def test_github_annotations_cannot_be_forged(tmp_path: Path) -> None:
    path = tmp_path / "a,b:c.md"
    path.write_text(BAD + "\n::error::forged\n", encoding="utf-8")
    done = starl("check", str(path), "--format", "github")
    assert done.stdout
    assert all(
        line.startswith(("::warning file=", "::notice file=", "::error file="))
        for line in done.stdout.splitlines()
    )
    assert "a%2Cb%3Ac.md" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("utf16.md", "Situation: we failed".encode("utf-16"), "UTF-16"),
        ("utf16-no-mark.md", "Situation: we failed".encode("utf-16-le"), "UTF-16"),
        ("utf32.md", "x".encode("utf-32"), "UTF-32"),
        ("latin.md", "caf\u00e9 was slow".encode("latin-1"), "not UTF-8: byte 3 (line 1)"),
        ("binary.md", b"text \0 text" * 3 + b"a" * 400, "NUL byte at byte 5"),
        ("huge.md", b"a" * 50_000_000, "50 MB"),
    ],
)
def test_bad_files_are_named_and_the_others_still_checked(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.md").write_text(BAD, encoding="utf-8")
    done = starl("check", name, "good.md", cwd=tmp_path)
    assert done.returncode == 2
    assert name in done.stderr
    assert words in done.stderr
    assert "good.md" in done.stdout


def test_missing_file_empty_folder_and_device(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = starl("check", "nothing.md", "empty", "/dev/null", cwd=tmp_path)
    assert done.returncode == 2
    assert "nothing.md does not exist" in done.stderr
    assert "empty has no stories in it" in done.stderr
    assert "not a regular file" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text(BAD, encoding="utf-8")
    path.chmod(0)
    done = starl("check", str(path))
    assert done.returncode == 2
    assert "may not be read" in done.stderr


@pytest.mark.parametrize("options", [(), ("--format", "json")])
def test_a_pipe_that_closes(options: tuple[str, ...]) -> None:
    many = ["examples/database-migration.md"] * 1 + ["examples/"] * 3
    process = subprocess.Popen(
        [sys.executable, "-m", "starl", "check", *many, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(30) == 2
    assert error.endswith("starl: the program that reads the output closed it before the end\n")
    assert "Traceback" not in error


@pytest.mark.parametrize("options", [(), ("--format", "text")])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is tried on /dev/full")
def test_a_full_disk(options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "starl", "check", str(EXAMPLES), *options],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "starl: No space left on device\n")


def test_escape_sequences_are_shown_not_obeyed() -> None:
    done = starl("check", "-", stdin="\x1b]0;title\x07\x1b[31m" + BAD, FORCE_COLOR="1", NO_COLOR="")
    assert "\x1b]0" not in done.stdout
    assert "␛" in done.stdout


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in starl("check", "-", stdin=BAD, FORCE_COLOR="1", NO_COLOR="").stdout
    assert "\x1b[" not in starl("check", "-", stdin=BAD, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_select_ignore_and_fail_on() -> None:
    codes = {item.code for item in check(BAD).findings}
    assert "B201" in codes
    done = starl("check", "-", "--format", "json", "--select", "B,L601", "--ignore", "B2", stdin=BAD)
    assert all(item["code"] == "L601" for item in json.loads(done.stdout)["files"][0]["findings"])
    assert starl("check", "-", "--fail-on", "never", stdin=BAD).returncode == 0
    assert starl("check", "-", "--select", "Q9", stdin=BAD).returncode == 2
    assert starl("check", "-", "--select", "b201", "--fail-on", "error", stdin=BAD).returncode == 0


def test_configuration(tmp_path: Path) -> None:
    (tmp_path / "starl.toml").write_text('select = ["B201"]\nfail-on = "never"\nlevel = "junior"\n')
    (tmp_path / "deep").mkdir()
    done = starl("check", "-", "--format", "json", stdin=BAD, cwd=tmp_path / "deep")
    assert done.returncode == 0
    report = json.loads(done.stdout)["files"][0]
    assert report["level"] == "junior"
    assert {item["code"] for item in report["findings"]} == {"B201"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("selct = []", "no setting 'selct'"),
        ("select = 'B'", "has to be a list"),
        ("x = ", "not valid TOML"),
        ("level = 'ceo'", "'ceo'"),
    ],
)
def test_bad_configuration(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "starl.toml").write_text(content)
    done = starl("check", "-", stdin=BAD, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "starl.toml" in done.stderr or "configuration" in done.stderr


def test_watch_checks_again_on_save(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(BAD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "starl", "check", str(path), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        text=True,
    )
    assert process.stdout
    try:
        for line in process.stdout:
            if "Watching 1 file" in line:
                break
        time.sleep(0.1)
        path.write_text("An entirely new text about how I failed. " + BAD, encoding="utf-8")
        seen = []
        for line in process.stdout:
            seen.append(line)
            if "Watching 1 file" in line:
                break
        assert any("39 words" in line or "words" in line for line in seen)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert process.returncode == 1


def test_many_files_are_judged_together_and_stay_in_order(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.md").write_text(f"In week {number} " + BAD, encoding="utf-8")
    (tmp_path / "30.md").write_bytes(b"\xff\xfe")
    done = starl("check", ".", "--format", "json", cwd=tmp_path)
    files = json.loads(done.stdout)["files"]
    assert [entry["path"] for entry in files] == [f"{number:02}.md" for number in range(60)]
    assert [entry["path"] for entry in files if "error" in entry] == ["30.md"]
    assert done.returncode == 2
    alone = starl("check", "07.md", "--format", "json", cwd=tmp_path)
    assert json.loads(alone.stdout)["files"] == [files[7]]


def test_without_options_nothing_is_imported_that_only_options_need() -> None:
    program = (
        "import sys; from starl.cli.start import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(' '.join({'click', 'inspect', 'dataclasses', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", str(EXAMPLES / "database-migration.md")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == starl("check", "--format", "text", str(EXAMPLES / "database-migration.md")).stdout


def test_colour_is_what_click_would_give() -> None:
    styles = {
        "fg": "red",
        "bold": True,
        "dim": True,
        "underline": True,
        "italic": True,
        "strikethrough": True,
    }
    for number in range(1 << len(styles)):
        chosen: dict[str, Any] = {
            name: value for bit, (name, value) in enumerate(styles.items()) if number >> bit & 1
        }
        assert Paint(True)("a word", **chosen).replace("\x1b[0m", "") == click.style(
            "a word", reset=False, **chosen
        )
        assert Paint(False)("a word", **chosen) == "a word"
