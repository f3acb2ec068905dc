"""Real speech through the real recogniser, as the command line does it; and speech that is none."""

from __future__ import annotations

import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from starl.errors import StarlError
from starl.model.take import SpokenWord, Transcript
from starl.speech.decode import RATE
from starl.speech.models import Model
from starl.speech.transcribe import transcribe
from starl.training.speech_corpus import read_script, record
from starl.training.speech_eval import save, score
from tests.cli.conftest import Run, home, run
from tests.speech.conftest import SCRIPT, Telling, encoded

__all__ = ["home", "run"]


def test_a_recording_of_the_browser_is_rehearsed(
    run: Run, model: Model, telling: Telling, tmp_path: Path
) -> None:
    written = tmp_path / "ferry.md"
    written.write_text(telling.made.written, encoding="utf-8")
    assert run("story", "new", "--file", str(written)).status == 0
    path = tmp_path / "take.webm"
    path.write_bytes(encoded(telling.made.sound, "webm", "libopus", live=True))

    done = run("rehearse", "the-ferry", "--audio", str(path), "--keep-audio", "--format", "json")

    take: dict[str, Any] = json.loads(done.out)["take"]
    words = [SpokenWord(**word) for word in take["words"]]
    found = score(telling.made, Transcript(tuple(words), take["seconds"], "en", take["engine"]), 1.0)
    assert take["engine"] == "faster-whisper base int8"
    assert found.wrong <= 0.06 * found.words
    assert (found.planted, found.false) == (4, 0)
    assert found.found >= 3
    assert found.near == found.silences
    assert found.pace < 5
    assert (found.missed, found.missed_found, found.missed_false) == (1, 1, 0)
    assert all(0 <= word.probability <= 1 for word in words)
    assert all(before.end <= after.start + 0.001 for before, after in pairwise(words))


def test_who_does_not_hesitate_is_told_of_no_filler(model: Model, voices: None, tmp_path: Path) -> None:
    path = tmp_path / "plain.wav"
    made = record(read_script("ferry", SCRIPT), "espeak", "normal", fillers=False)
    save(made.sound, path)
    shares: list[float] = []
    heard = transcribe(path, model, progress=shares.append)
    assert [word for word in heard.words if word.filler] == []
    assert len(heard.words) == pytest.approx(len(made.words), abs=4)
    assert heard.seconds == pytest.approx(len(made.sound) / RATE, abs=0.02)
    assert shares == sorted(shares)
    assert (shares[-1], len(shares) >= 4) == (1.0, True)


def test_another_language_is_named(model: Model, voices: None, tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    text = (
        "Ich habe gestern einen Fehler gemacht. Die Daten waren verloren, und ich habe es meinem Team gesagt."
    )
    subprocess.run(["espeak-ng", "-v", "de", "-s", "140", "-w", str(path), text], check=True)
    with pytest.raises(
        StarlError, match=r"take\.wav: this sounds like German, and starl understands English only"
    ):
        transcribe(path, model)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
def test_where_nobody_speaks_nothing_is_made_up(model: Model, tmp_path: Path, kind: str) -> None:
    seconds = np.arange(8 * RATE) / RATE
    sound = {
        "silence": np.zeros(len(seconds)),
        "noise": np.random.default_rng(1).normal(0, 0.1, len(seconds)),
        "hum": 0.3 * np.sin(2 * np.pi * 50 * seconds),
    }[kind]
    path = tmp_path / "take.wav"
    save(sound.astype(np.float32), path)
    with pytest.raises(StarlError, match=r"take\.wav: (nobody can be heard|no words could be made out)"):
        transcribe(path, model)


def test_a_model_that_cannot_be_loaded_is_named(sentence: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json"):
        (folder / name).write_text("{}")
    with pytest.raises(StarlError, match=r"mine: this model cannot be loaded \(.+\); starl speech models"):
        transcribe(sentence, Model("mine", folder, english_only=False, bytes=6))
