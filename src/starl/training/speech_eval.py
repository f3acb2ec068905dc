"""How well a recording becomes words: `python -m starl.training.speech_eval [dev|test]` prints the table of docs/speech.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import wave
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

from starl.model.take import SpokenWord, Transcript
from starl.training.speech_corpus import RATE, Recording, Silence, Sound, recordings

_WORD = re.compile(r"[a-z0-9']+")
_COUNTED = 0.35
"""Seconds from which on a silence counts as a pause."""
_NEAR = 0.15
"""Seconds by which a pause's ends may be off."""
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SAME = {"travelled": "traveled", "catalogue": "catalog", "o'clock": "oclock"}
"""British and American, where both are right."""


@dataclass
class Score:
    """What was found in some recordings, as counts."""

    seconds: float = 0.0
    took: float = 0.0
    words: int = 0
    wrong: int = 0
    planted: int = 0
    found: int = 0
    false: int = 0
    silences: int = 0
    near: int = 0
    pace: float = 0.0
    """The largest error of all, in percent."""
    points: int = 0
    missed: int = 0
    missed_found: int = 0
    missed_false: int = 0
    borders: int = 0
    borders_near: int = 0

    def add(self, other: Score) -> None:
        """Adds the counts of another."""
        for item in fields(self):
            mine, its = getattr(self, item.name), getattr(other, item.name)
            setattr(self, item.name, max(mine, its) if item.name == "pace" else mine + its)

    def row(self) -> list[str]:
        """As the table shows it."""
        return [
            f"{100 * self.wrong / self.words:.1f} %",
            f"{self.found} of {self.planted}",
            str(self.false),
            f"{self.near} of {self.silences}",
            f"{self.pace:.1f} %",
            f"{self.borders_near} of {self.borders}",
            f"{self.missed_found} of {self.missed}, {self.missed_false} wrongly",
            f"{self.took / self.seconds:.2f}",
        ]


HEAD = (
    "recordings", "word errors", "fillers found", "fillers that were none", "pauses within 150 ms",
    "largest error of pace", "section borders within 1 s", "left-out points found", "real-time factor",
)  # fmt: skip


def normal(text: str) -> list[str]:
    """The words of a text, numbers as they are said.

    >>> normal("It cost 9,000 euros at 2."), normal("thirty-one")
    (['it', 'cost', 'nine', 'thousand', 'euros', 'at', 'two'], ['thirty', 'one'])
    """
    said = re.sub(r"(?<=\d),(?=\d)", "", text.lower().replace("’", "'").replace("-", " "))
    said = re.sub(r"\d+", lambda match: f" {spoken_number(int(match[0]))} ", said)
    said = said.replace("%", " percent ").replace("$", " ").replace("€", " ").replace("£", " ")
    return [_SAME.get(word, word) for word in _WORD.findall(said)]


def spoken_number(number: int) -> str:
    """A number of 0 to 999,999 in words.

    >>> spoken_number(31), spoken_number(600), spoken_number(12000)
    ('thirty one', 'six hundred', 'twelve thousand')
    """
    if number < 20:
        return _UNITS[number]
    if number < 100:
        return " ".join([_TENS[number // 10 - 2], *([_UNITS[number % 10]] if number % 10 else [])])
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = [spoken_number(number % size)] if number % size else []
    return " ".join([spoken_number(number // size), name, *rest])


def aligned(truth: Sequence[str], heard: Sequence[str]) -> tuple[int, list[int]]:
    """The least number of words to change, and for each place in what was heard the place in the truth."""
    rows = [list(range(len(heard) + 1))]
    for number, word in enumerate(truth, 1):
        row = [number]
        for place, other in enumerate(heard, 1):
            row.append(min(rows[-1][place] + 1, row[-1] + 1, rows[-1][place - 1] + (word != other)))
        rows.append(row)
    places = [0] * (len(heard) + 1)
    at, place = len(truth), len(heard)
    places[place] = at
    while at or place:
        if at and place and rows[at][place] == rows[at - 1][place - 1] + (truth[at - 1] != heard[place - 1]):
            at, place = at - 1, place - 1
        elif place and rows[at][place] == rows[at][place - 1] + 1:
            place -= 1
        else:
            at -= 1
        places[place] = at
    return rows[-1][-1], places


def score(made: Recording, transcript: Transcript, took: float) -> Score:
    """A transcript beside the truth."""
    words = [word for word in transcript.words if not word.filler]
    heard = [part for word in words for part in normal(word.text)]
    truth = [part for word in made.words for part in normal(word)]
    wrong, places = aligned(truth, heard)
    found = _found(made, transcript.words, places)
    near, silences = _pauses(made.silences, transcript.words)
    first, last = transcript.words[0].start, max(word.end for word in transcript.words)
    real = len(truth) / (made.end - made.start)
    result = Score(
        seconds=transcript.seconds, took=took, words=len(truth), wrong=wrong,
        planted=len(made.fillers), found=found, false=sum(word.filler for word in transcript.words) - found,
        silences=silences, near=near, pace=100 * abs(len(heard) / (last - first) / real - 1),
    )  # fmt: skip
    _told(made, transcript, result)
    return result


def _found(made: Recording, words: Sequence[SpokenWord], places: Sequence[int]) -> int:
    """How many planted fillers were heard where they are."""
    spots, number = [], 0
    for word in words:
        if word.filler:
            spots.append(places[number])
        else:
            number += len(normal(word.text))
    sizes = [0]
    for spelled in made.words:
        sizes.append(sizes[-1] + len(normal(spelled)))
    found = 0
    for planted in made.fillers:
        best = min(spots, key=lambda spot: abs(spot - sizes[planted.before]), default=None)
        if best is not None and abs(best - sizes[planted.before]) <= 1:
            spots.remove(best)
            found += 1
    return found


def _pauses(truth: Sequence[Silence], words: Sequence[SpokenWord]) -> tuple[int, int]:
    """Pauses with both ends within 150 ms, and pauses there are; those that a voice makes at a comma are not counted."""
    heard, end = [], words[0].end
    for word in words:
        if word.start - end >= _COUNTED:
            heard.append((end, word.start))
        end = max(end, word.end)
    real = [item for item in truth if item.end - item.start >= _COUNTED]
    near = sum(
        any(abs(s - item.start) <= _NEAR and abs(e - item.end) <= _NEAR for s, e in heard) for item in real
    )
    return near, len(real)


def _told(made: Recording, transcript: Transcript, result: Score) -> None:
    """What the rehearsal makes of it: points left out, and where sections begin."""
    from starl.practice.rehearsal import rehearse
    from starl.practice.spoken import heard

    rehearsal = rehearse(heard(transcript), made.written)
    if rehearsal.coverage is None:
        return
    left_out = {" ".join(normal(text)) for text in made.missed}
    found = {" ".join(normal(point.text)) for point in rehearsal.coverage.missed}
    result.missed, result.missed_found = len(left_out), len(left_out & found)
    result.missed_false = len(found - left_out)
    begins: dict[object, float] = {}
    for stretch in rehearsal.delivery.stretches:
        if stretch.section and stretch.start is not None:
            begins.setdefault(stretch.section, stretch.start)
    result.borders = len(made.sections)
    result.borders_near = sum(
        section in begins and abs(begins[section] - at) <= 1.0 for section, at in made.sections.items()
    )


def save(sound: Sound, path: Path) -> None:
    """Writes a sound as a wav file."""
    import numpy as np

    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())


_ALONE = """
import resource, sys, time
from pathlib import Path
from starl.speech.models import find_model
from starl.speech.transcribe import transcribe
model = find_model(None, Path(sys.argv[2]), {})
transcribe(Path(sys.argv[1]), model)
began = time.process_time()
transcribe(Path(sys.argv[1]), model)
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main(group: str) -> None:
    """Prints a line for each recording, the table, and what the longest recording takes by itself."""
    from starl.speech.models import find_model
    from starl.speech.transcribe import transcribe

    sums: dict[str, Score] = {}
    with TemporaryDirectory(prefix="starl-") as folder:
        model = find_model(None, Path(folder), os.environ)
        path, longest = Path(folder) / "telling.wav", Path(folder) / "longest.wav"
        for item in recordings(group):
            save(item.sound, path)
            if not longest.exists() or longest.stat().st_size < path.stat().st_size:
                shutil.copy(path, longest)
            began = time.monotonic()
            transcript = transcribe(path, model)
            result = score(item, transcript, time.monotonic() - began)
            print(item.name, " | ".join(result.row()), file=sys.stderr, flush=True)
            kind = "without fillers" if item.name.endswith("plain") else item.pace
            for name in (f"{item.voice}, {kind}", f"{item.voice}, all"):
                sums.setdefault(name, Score()).add(result)
        command = [sys.executable, "-c", _ALONE, str(longest), folder]
        alone = subprocess.run(command, check=True, capture_output=True, text=True)
        processor, memory = map(float, alone.stdout.split())
        seconds = (longest.stat().st_size - 44) / 2 / RATE
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for name, total in sorted(sums.items()):
        print(f"| {name} | {' | '.join(total.row())} |")
    print(
        f"\nThe longest, {seconds:.0f} s: {processor / seconds:.2f} s of processor time for a second, {memory:.0f} MB at most."
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "dev")
