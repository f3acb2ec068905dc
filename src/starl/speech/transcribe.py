"""A recording into words, with the ums that a recogniser would leave out, and with times that pauses can be read from.

Three passes: a clean one, a quick one with an ear for filled pauses, and a look at the sounds that neither explains.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starl.errors import StarlError
from starl.model.take import SpokenWord, Transcript
from starl.speech.activity import Stretch, islands, levels, loudest, speech, windows
from starl.speech.decode import RATE, decode
from starl.speech.engine import Engine, load
from starl.speech.fillers import joined
from starl.speech.models import Model
from starl.speech.place import Heard, placed
from starl.speech.steady import may_be_filler

if TYPE_CHECKING:
    from starl.speech.decode import Samples

_MARGIN = 0.25
"""Seconds of the surroundings that a window takes along on both sides."""
_CLEAN_SHARE = 0.6
"""How much of the time of a window the clean pass takes."""
_AROUND = 0.6
"""Seconds of the surroundings that are listened to with a sound that nothing explains."""
_GUESSED = 0.5
"""How sure one can be of a filled pause that only the third pass heard."""
_SAME = 0.02
"""Seconds up to which two times are the same."""
_LOOSELY = 1.9
"""How much a filled pause may change that is said in one breath with words, see `may_be_filler`."""
_DOUBTFUL = 0.3
"""Mean probability of the words below which nothing was understood."""
_LANGUAGES = {
    "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "sv": "Swedish", "da": "Danish",
    "no": "Norwegian", "fi": "Finnish", "cs": "Czech", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
    "hi": "Hindi", "ar": "Arabic", "he": "Hebrew", "el": "Greek", "hu": "Hungarian", "ro": "Romanian",
}  # fmt: skip


def transcribe(
    path: Path, model: Model, *, progress: Callable[[float], None] = lambda share: None
) -> Transcript:
    """The words of a recording, fillers among them. progress: is told how much was heard, 0..1.

    Raises StarlError where the recording cannot be read (as `decode`), where nobody speaks in it or nothing can be
    understood, where it is in another language than English, and where the model cannot be loaded.
    """
    samples = decode(path)
    spoken = speech(samples)
    found = islands(samples, spoken)
    if not found:
        raise StarlError(
            f"{path.name}: nobody can be heard in it; look whether the microphone was on and near enough"
        )
    try:
        engine = load(model.folder)
    except (RuntimeError, ValueError, OSError) as error:
        raise StarlError(
            f"{model.folder}: this model cannot be loaded ({error}); starl speech models shows the others"
        ) from None
    first = max(0.0, found[0].start - _MARGIN)
    language = engine.language(samples[round(first * RATE) :])
    if language != "en":
        raise StarlError(
            f"{path.name}: this sounds like {_LANGUAGES.get(language, f'the language “{language}”')}, and starl "
            "understands English only; tell it in English, or type it"
        )
    progress(0.02)
    words = _words(engine, samples, found, progress)
    if not words or sum(word.probability for word in words) < _DOUBTFUL * len(words):
        raise StarlError(
            f"{path.name}: no words could be made out in it; record it again with less noise, nearer to the microphone"
        )
    progress(1.0)
    seconds = round(len(samples) / RATE, 2)
    return Transcript(tuple(words), seconds, language, f"faster-whisper {model.name} int8")


def _words(
    engine: Engine, samples: Samples, found: list[Stretch], progress: Callable[[float], None]
) -> list[SpokenWord]:
    runs = windows(found)
    whole = sum(run[-1].end - run[0].start for run in runs)
    done, words = 0.0, []
    for run in runs:
        start = max(0.0, run[0].start - _MARGIN)
        piece = samples[round(start * RATE) : round((run[-1].end + _MARGIN) * RATE)]
        took = run[-1].end - run[0].start
        clean = engine.words(piece, start)
        progress(min(0.99, (done + _CLEAN_SHARE * took) / whole))
        words += _explained(engine, samples, joined(clean, engine.with_fillers(piece, start)), run)
        done += took
        progress(min(0.99, done / whole))
    level = levels(samples)
    return [_spoken(word, loudest(level, word.start, word.end)) for word in words]


def _explained(engine: Engine, samples: Samples, both: list[Heard], run: list[Stretch]) -> list[Heard]:
    """The words in their places; what cannot be a filled pause left out, what no pass explains listened to again."""
    held = {island for island in run if may_be_filler(samples, island)}
    heard, unexplained = placed(both, run, held)
    doubtful = [word for word in heard if _among_words(word, run) and not _even(samples, word)]
    if doubtful:
        names = {(word.text, word.probability) for word in doubtful}
        both = [word for word in both if not (word.filler and (word.text, word.probability) in names)]
        heard, unexplained = placed(both, run, held)
    for island in held.intersection(unexplained):
        start, end = max(0.0, island.start - _AROUND), island.end + _AROUND
        kinds = engine.fillers(samples[round(start * RATE) : round(end * RATE)])
        known = sum(word.filler and word.start < end and start < word.end for word in heard)
        if len(kinds) > known:
            heard.append(Heard(kinds[-1], island.start, island.end, _GUESSED, filler=True))
    return sorted(heard, key=lambda word: word.start)


def _among_words(word: Heard, run: list[Stretch]) -> bool:
    """Whether it is a filled pause that shares its sound with words."""
    return word.filler and not any(
        abs(word.start - island.start) < _SAME and abs(word.end - island.end) < _SAME for island in run
    )


def _even(samples: Samples, word: Heard) -> bool:
    return may_be_filler(samples, Stretch(word.start, word.end), change=_LOOSELY)


def _spoken(word: Heard, level: float) -> SpokenWord:
    sure = round(min(float(word.probability), 1.0), 3)
    return SpokenWord(word.text, float(word.start), float(word.end), sure, word.filler, level)
