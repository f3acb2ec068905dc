"""`starl rehearse`."""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from starl.cli.ask import Dialogue, OutOfAnswersError, UnfinishedError
from starl.cli.journal import clock, home_option, opened
from starl.cli.output import format_option, print_json
from starl.cli.progress import Progress
from starl.cli.recorder import Recorder, find_recorder, record
from starl.cli.safe import one_line, shown
from starl.cli.stories import story_option, the_story
from starl.errors import StarlError
from starl.model.story_record import StoryRecord
from starl.model.take import Take, TakeSource, Transcript
from starl.practice.delivery import clock_time
from starl.practice.rehearsal import Rehearsal
from starl.practice.takes import Sound, keep_spoken, keep_typed
from starl.store.store import Store

Hear = Callable[[Path], Transcript]
"""Turns a recording into words."""
_INSTALL = "pip install 'starl[speech]' brings it, and `starl speech` says the rest"


@click.command()
@story_option
@click.option(
    "--audio", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A recording that you have: wav, mp3, m4a, webm, ogg, flac.",
)  # fmt: skip
@click.option("--typed", "typing", is_flag=True, help="Type it instead, or give it to standard input.")
@click.option(
    "--seconds", type=click.FloatRange(1, 3600), metavar="N",
    help="With --typed: how long you took to say it aloud, for the pace.",
)  # fmt: skip
@click.option(
    "--keep-audio/--no-audio", "keep", default=None,
    help="Keep the recording beside the journal. [what is recorded here is kept, a FILE is not]",
)  # fmt: skip
@click.option(
    "--model", metavar="NAME", help="Which model listens, by name or folder. [the best that is there]"
)
@format_option
@home_option
def command(
    identifier: str,
    audio: Path | None,
    typing: bool,
    seconds: float | None,
    keep: bool | None,
    model: str | None,
    form: str,
    home: str | None,
) -> int:
    """Tell a story aloud, and see how it went: pace, fillers, pauses, what you told, what you left out.

    \b
    starl rehearse the-migration                     record with the microphone; Ctrl-C ends it
    starl rehearse the-migration --audio take.m4a    a recording that you have
    starl rehearse the-migration --typed             type it as you would say it

    Speech is turned into text on this machine. The recording never leaves it; `starl takes rm ID --audio-only` removes
    it, and --no-audio never keeps it.
    """
    if audio and typing:
        raise click.UsageError("give --audio or --typed, not both")
    if seconds is not None and not typing:
        raise click.UsageError("--seconds goes with --typed; a recording knows its own time")
    with opened(home) as store:
        story = the_story(store, identifier)
        if audio:
            take, rehearsal = _from_file(store, story, audio, bool(keep), model)
        elif typing or not at_terminal() or (able := _may_record(model, store.engine.home)) is None:
            take, rehearsal = _typed(store, story, seconds)
        else:
            take, rehearsal = _recorded(store, story, *able, keep is not False)
    if form == "json":
        print_json("take", rehearsal_data(take, rehearsal))
        return 0
    from starl.cli.rehearse_text import show

    show(take, rehearsal)
    return 0


def rehearsal_data(take: Take, rehearsal: Rehearsal) -> dict[str, Any]:
    """A take with all that is said of it, as JSON shows it."""
    return {
        "id": take.id,
        "created": take.created,
        "story": take.story,
        "question": take.question,
        "source": take.source,
        "text": take.text,
        "seconds": take.seconds,
        "engine": take.engine,
        "audio": take.audio,
        "note": take.note,
        "words": rehearsal.spoken.words,
        "delivery": rehearsal.delivery,
        "coverage": rehearsal.coverage,
        "blurted": rehearsal.blurted,
        "next": rehearsal.tries,
    }


def _speech(wanted: str | None, home: Path) -> Hear:
    """What turns a recording into words. Raises StarlError where that, or a model for it, is not installed.

    wanted: the model, by name or folder.
    """
    try:
        models = importlib.import_module("starl.speech.models")
        transcribe = importlib.import_module("starl.speech.transcribe").transcribe
    except ImportError:
        raise StarlError(
            f"listening to a recording needs the part for speech, which is not installed: {_INSTALL}. "
            "Without it: starl rehearse STORY --typed"
        ) from None
    models.need()
    model = models.find_model(wanted, home, os.environ)

    def hear(path: Path) -> Transcript:
        with Progress(printing=False) as line:
            heard: Transcript = transcribe(
                path, model, progress=lambda share: line.show(f"listening, {share:.0%}")
            )
        return heard

    return hear


def _may_record(wanted: str | None, home: Path) -> tuple[Recorder, Hear] | None:
    """The recorder to use and what listens; None, with a word why, where it has to be typed."""
    try:
        hear = _speech(wanted, home)
    except StarlError as error:
        click.echo(f"To speak instead of typing: {shown(str(error))}", err=True)
        return None
    recorder = find_recorder()
    if recorder is None:
        click.echo(
            "No recorder was found (arecord, sox, ffmpeg). Install one, record in `starl serve`, or give a file with "
            "--audio. Here you can type it.",
            err=True,
        )
        return None
    return recorder, hear


def _from_file(
    store: Store, story: StoryRecord, path: Path, keep: bool, model: str | None
) -> tuple[Take, Rehearsal]:
    transcript = _speech(model, store.engine.home)(path)
    sound = Sound(path.read_bytes(), path.suffix) if keep else None
    return keep_spoken(store, transcript, TakeSource.FILE, story=story.id, sound=sound)


def _recorded(
    store: Store, story: StoryRecord, recorder: Recorder, hear: Hear, keep: bool
) -> tuple[Take, Rehearsal]:
    with TemporaryDirectory(prefix="starl-") as folder:
        path = Path(folder) / "take.wav"
        began = time.monotonic()
        click.echo(f"Tell “{one_line(story.title)}”. The recording runs; Ctrl-C or Enter ends it.")
        record(recorder, path, sys.stdin.readline)
        click.echo(f"\n{clock_time(time.monotonic() - began)} recorded. Listening ...")
        try:
            transcript = hear(path)
        except (StarlError, KeyboardInterrupt):
            if keep:
                _rescue(path, store.engine.home / f"unheard-{clock():%Y%m%dT%H%M%S}.wav")
            raise
        sound = Sound(path.read_bytes(), ".wav") if keep else None
        return keep_spoken(store, transcript, TakeSource.RECORDED, story=story.id, sound=sound)


def _rescue(recording: Path, place: Path) -> None:
    """Keeps a recording that could not be listened to, for the user's eyes only, and says where."""
    place.touch(mode=0o600)
    place.write_bytes(recording.read_bytes())
    click.echo(f"Your recording is {shown(str(place))}; try again with --audio and this file.", err=True)


def at_terminal() -> bool:
    """Whether a person is there to speak or to type."""
    return sys.stdin.isatty()


def _typed(store: Store, story: StoryRecord, told_in: float | None) -> tuple[Take, Rehearsal]:
    """Types against the clock at a terminal, or takes all of standard input."""
    took: float | None = None
    if sys.stdin.isatty():
        click.echo(
            f"Tell “{one_line(story.title)}” as you would say it. An empty line ends it; the clock runs."
        )
        began = time.monotonic()
        text = _lines(Dialogue())
        took = time.monotonic() - began
        click.echo(f"{clock_time(took)} of typing.")
    else:
        text = sys.stdin.read()
    if not text.strip():
        raise StarlError("nothing was told, so nothing was kept; type at least a sentence")
    return keep_typed(store, text, story=story.id, took=took, told_in=told_in)


def _lines(dialogue: Dialogue) -> str:
    try:
        return dialogue.lines(())
    except UnfinishedError as stop:
        if isinstance(stop.__cause__, OutOfAnswersError):
            return stop.text
        raise click.Abort from None
    except OutOfAnswersError:
        return ""
