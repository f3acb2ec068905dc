"""The recogniser: faster-whisper, kept loaded."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starl.speech.decode import RATE
from starl.speech.fillers import kind
from starl.speech.place import Heard

if TYPE_CHECKING:
    from starl.speech.decode import Samples

THREADS = 2
"""Processor cores that listening takes at most, so that the machine stays usable."""
_HESITANT = "um, uh, er, um, uh"
"""What makes the recogniser write filled pauses down; by itself it leaves most of them out."""
_FEW = 12
"""Tokens that a look at a short sound may take."""
_LIKELY = 0.5
"""How sure it must be of a language."""


class Engine:
    """A loaded model."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from faster_whisper import WhisperModel

        self._model: Any = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
        )

    def language(self, samples: Samples) -> str:
        """The language of the first half minute as ISO 639-1 names it; `en` where nobody can be sure."""
        if not self._model.model.is_multilingual:
            return "en"
        language, likely, _ = self._model.detect_language(samples[: 30 * RATE])
        return language if likely > _LIKELY else "en"

    def words(self, samples: Samples, start: float) -> list[Heard]:
        """What is said, carefully: a clean transcript. start: second of the recording at which the samples begin."""
        return self._heard(samples, start, beam_size=5, best_of=3, temperature=(0.0, 0.2, 0.5))

    def with_fillers(self, samples: Samples, start: float) -> list[Heard]:
        """What is said, quickly, with an ear for filled pauses: finds them, and spoils some of the rest."""
        return self._heard(samples, start, beam_size=1, best_of=1, temperature=(0.0, 0.3), hotwords=_HESITANT)

    def fillers(self, samples: Samples) -> list[str]:
        """The kinds of the filled pauses in a second or two of speech, quickly."""
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=1,
            temperature=0.0,
            hotwords=_HESITANT,
            without_timestamps=True,
            max_new_tokens=_FEW,
            condition_on_previous_text=False,
        )
        words = " ".join(segment.text for segment in segments).split()
        return [found for word in words if (found := kind(word))]

    def _heard(self, samples: Samples, start: float, **how: Any) -> list[Heard]:
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=False,
            **how,
        )
        words: list[Heard] = []
        for segment in segments:
            for word in segment.words or ():
                text = word.word.strip()
                if words and text and not word.word.startswith(" "):
                    last = words[-1]
                    words[-1] = last._replace(
                        text=last.text + text,
                        end=start + word.end,
                        probability=min(last.probability, word.probability),
                    )
                elif text:
                    words.append(Heard(text, start + word.start, start + word.end, word.probability))
        return words


@lru_cache(maxsize=1)
def load(folder: Path) -> Engine:
    """The model in a folder; the last one stays loaded.

    Raises RuntimeError where the folder holds none that can be read.
    """
    return Engine(folder)
