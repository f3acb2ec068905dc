"""starl rehearse and starl takes. Recognition itself is tested where it is; here a transcript stands in for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from starl.cli import recorder as recording
from starl.cli.recorder import Recorder, find_recorder, record
from starl.cli.takes import command as takes_command
from starl.errors import StarlError
from starl.model.take import Transcript
from tests.practice.tellings import script
from tests.practice.test_rehearsal import TOLD, WRITTEN

from .conftest import Run

SOUND = b"RIFF a recording"


@pytest.fixture
def told(run: Run, tmp_path: Path) -> str:
    """The short name of a story in the journal."""
    path = tmp_path / "ferry.md"
    path.write_text(f"---\ntitle: The ferry\n---\n{WRITTEN}", encoding="utf-8")
    assert run("story", "new", "--file", str(path)).status == 0
    return "the-ferry"


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """A file that stands for a recording."""
    path = tmp_path / "take.m4a"
    path.write_bytes(SOUND)
    return path


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Speech that hears one telling; what it was asked with."""
    asked: dict[str, Any] = {}

    def transcribe(path: Path, model: str, **more: Any) -> Transcript:
        asked.update(more, path=path, model=model)
        more["progress"](0.5)
        if "fails" in asked:
            raise StarlError(asked["fails"])
        return script(TOLD)

    def find_model(wanted: str | None, home: Path, environ: Mapping[str, str]) -> str:
        return f"{wanted} in {home}"

    models, heard = ModuleType("starl.speech.models"), ModuleType("starl.speech.transcribe")
    vars(models).update(need=lambda: None, find_model=find_model)
    vars(heard).update(transcribe=transcribe)
    for module in (ModuleType("starl.speech"), models, heard):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return asked


def _ids(run: Run) -> list[str]:
    return [item["id"] for item in json.loads(run("takes", "--format", "json").out)["takes"]["takes"]]


def test_a_recording_is_heard_and_laid_beside_the_story(
    run: Run, told: str, audio: Path, hearing: dict[str, Any], home: Path
) -> None:
    done = run("rehearse", told, "--audio", str(audio), "--model", "base")
    assert done.status == 0
    for said in (
        "heard by a script",
        "SSSS",
        "good: 120 to 145",
        "5 of 6 points of the written story told",
        "written 300 passengers, told four hundred passengers",
        "1. You wrote “300 passengers”",
    ):
        assert said in done.out, said
    assert (hearing["path"], hearing["model"]) == (audio, f"base in {home}")
    assert not (home / "takes").exists()


def test_the_recording_is_kept_where_that_is_asked_for(
    run: Run, told: str, audio: Path, hearing: dict[str, Any], home: Path
) -> None:
    run("rehearse", told, "--audio", str(audio), "--keep-audio")
    (kept,) = (home / "takes").iterdir()
    assert kept.read_bytes() == SOUND
    (identifier,) = _ids(run)
    assert kept.name == f"{identifier}.m4a"
    assert "♪" in run("takes").out
    assert "Removed the recording" in run("takes", "rm", identifier, "--audio-only", "--yes").out
    assert "has no recording" in run("takes", "rm", identifier, "--audio-only").out
    assert list((home / "takes").iterdir()) == []
    assert "Nothing was removed" in run("takes", "rm", identifier, stdin="n\n").out
    assert _ids(run) == [identifier]
    assert "Removed take" in run("takes", "rm", identifier, "--yes").out
    assert _ids(run) == []


def test_without_speech_it_says_how_to_get_it(
    run: Run, told: str, audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "starl.speech.models", None)
    done = run("rehearse", told, "--audio", str(audio))
    assert done.status == 2
    assert "pip install 'starl[speech]'" in done.err
    assert "--typed" in done.err
    assert _ids(run) == []


def test_typed_from_a_pipe(run: Run, told: str) -> None:
    done = run("rehearse", told, "--typed", "--seconds", "30", "--format", "json", stdin=TOLD)
    take = json.loads(done.out)["take"]
    assert (take["source"], take["seconds"], take["audio"], take["text"]) == ("typed", 30, None, TOLD)
    measures = {item["name"]: item["value"] for item in take["delivery"]["measures"]}
    assert measures["pace"] == pytest.approx(2 * len(TOLD.split()), abs=0.01)
    assert [item["written"] for item in take["coverage"]["changed"]] == ["300 passengers"]
    assert take["next"]
    shown = json.loads(run("takes", "show", take["id"], "--format", "json").out)["take"]
    assert shown == take
    assert "points of the written story told" in run("takes", "show", take["id"][:12]).out


def test_control_characters_are_shown_not_obeyed(run: Run, told: str) -> None:
    done = run("rehearse", told, "--typed", stdin="I moved \x1b[31mthe whole booking system alone.\n" * 4)
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("args", "stdin", "said"),
    [
        (("--typed",), " \n", "nothing was told, so nothing was kept"),
        (("--typed", "--audio", "AUDIO"), "", "not both"),
        (("--seconds", "20"), TOLD, "--seconds goes with --typed"),
        (("--audio", "no-such-file.wav"), "", "does not exist"),
    ],
)
def test_a_wrong_call_keeps_nothing(
    run: Run, told: str, audio: Path, args: tuple[str, ...], stdin: str, said: str
) -> None:
    done = run("rehearse", told, *(str(audio) if arg == "AUDIO" else arg for arg in args), stdin=stdin)
    assert done.status == 2
    assert said in done.err
    assert _ids(run) == []


def test_takes_over_time(run: Run, told: str) -> None:
    assert "No rehearsal yet" in run("takes").out
    run("rehearse", told, "--typed", "--seconds", "24", stdin=TOLD)
    run("rehearse", told, "--typed", "--seconds", "30", stdin=TOLD, STARL_NOW="2026-05-02T09:30")
    later, earlier = _ids(run)
    listed = run("takes", told).out
    assert "typed" in listed and "The ferry" in listed
    assert "pace                 █▁  178 to 142 words a minute" in listed
    compared = run("takes", "compare", later, earlier).out
    (pace,) = (line for line in compared.splitlines() if "pace" in line)
    assert " ".join(pace.split()) == "pace 177.5 142.0 words a minute good: 120 to 145 better"
    data = json.loads(run("takes", "compare", later, earlier, "--format", "json").out)["comparison"]
    assert data["before"]["id"] == earlier
    assert run("takes", "compare", later, "zz").status == 2
    assert "there is no take whose id begins with" in run("takes", "rm", "zz").err


def test_the_group_still_has_its_help(run: Run) -> None:
    assert sorted(takes_command.commands) == ["compare", "list", "rm", "show"]
    assert "Two rehearsals side by side" in run("takes", "--help").out


def _program(folder: Path, name: str, code: str) -> Path:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    path.chmod(0o755)
    return path


RECORDS = """
import signal, sys, time
def end(*_):
    open(sys.argv[-1], "wb").write(b"RIFF")
    sys.exit(1)
signal.signal(signal.SIGINT, end)
print("ready", flush=True)
time.sleep(60)
"""


def _interrupt() -> None:
    raise KeyboardInterrupt


def _wait_a_moment() -> None:
    import time

    time.sleep(1)


@pytest.mark.parametrize("wait", [_wait_a_moment, _interrupt])
def test_a_recorder_runs_until_it_is_stopped(
    tmp_path: Path, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_STARTS_WITHIN", 2.0)
    program = _program(tmp_path, "arecord", RECORDS)
    record(Recorder(str(program), ("-q",)), tmp_path / "take.wav", wait)
    assert (tmp_path / "take.wav").read_bytes() == b"RIFF"


@pytest.fixture
def microphone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with a recorder that is installed, where Enter is pressed after a moment."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _program(folder, "arecord", RECORDS)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(recording, "_STARTS_WITHIN", 2.0)
    monkeypatch.setattr("starl.cli.rehearse.at_terminal", lambda: True)


@pytest.mark.usefixtures("microphone")
def test_recorded_at_the_terminal(run: Run, told: str, hearing: dict[str, Any], home: Path) -> None:
    done = run("rehearse", told, stdin="\n")
    assert done.status == 0, done.err
    assert "Tell “The ferry”. The recording runs" in done.out
    (kept,) = (home / "takes").iterdir()
    assert kept.read_bytes() == b"RIFF"
    assert run("rehearse", told, "--no-audio", stdin="\n").status == 0
    assert len(_ids(run)) == 2
    assert list((home / "takes").iterdir()) == [kept]


@pytest.mark.usefixtures("microphone")
def test_a_recording_that_cannot_be_heard_is_not_lost(
    run: Run, told: str, hearing: dict[str, Any], home: Path
) -> None:
    hearing["fails"] = "there is no voice in it"
    done = run("rehearse", told, stdin="\n")
    assert done.status == 2
    (kept,) = home.glob("unheard-*.wav")
    assert kept.read_bytes() == b"RIFF"
    assert kept.stat().st_mode & 0o077 == 0
    assert f"Your recording is {kept}" in done.err
    assert "there is no voice in it" in done.err
    kept.unlink()
    assert run("rehearse", told, "--no-audio", stdin="\n").status == 2
    assert not list(home.glob("unheard-*"))
    assert _ids(run) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys\nsys.exit('no such device')", "could not record: no such device"),
        ("pass", "it left no recording"),
    ],
)
def test_a_recorder_that_fails_says_why(
    tmp_path: Path, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_STARTS_WITHIN", 10.0)
    program = _program(tmp_path, "rec", code)
    with pytest.raises(StarlError, match=said):
        record(Recorder(str(program), ()), tmp_path / "take.wav", pytest.fail)


def test_the_first_recorder_that_is_there_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_recorder() is None
    _program(tmp_path, "ffmpeg", "pass")
    found = find_recorder()
    assert found is not None and found.program == "ffmpeg"
    _program(tmp_path, "arecord", "pass")
    found = find_recorder()
    assert found is not None and found.program == "arecord"
