"""What is broken while people use a shared server, and whether all that they were told is saved is there afterwards."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field

from server_cluster import Cluster, Program
from server_mail import MailBox
from server_people import Tally

from starl.server.state import Hosted

AWAY = 3.0
"""Seconds that PostgreSQL stays away after its crash."""


@dataclass
class Faults:
    """What is broken, and how often it was."""

    cluster: Cluster
    web: Program
    jobs: Program
    every: float
    """Seconds between two kills."""
    killed: int = 0
    jobs_killed: int = 0
    crashed: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(3))

    def said(self) -> str:
        """What happened, in a line."""
        return (
            f"workers killed {self.killed} times, the job worker {self.jobs_killed} times, PostgreSQL crashed "
            f"{self.crashed} times and was away for {AWAY:.0f} s; the web server itself was started {self.web.starts} times"
        )


async def break_things(faults: Faults, until: float) -> None:
    """Kills until the moment of `time.monotonic`; PostgreSQL crashes halfway."""
    halfway = time.monotonic() + (until - time.monotonic()) / 2
    turn = 0
    while time.monotonic() < until - faults.every:
        await asyncio.sleep(faults.every)
        turn += 1
        faults.web.tend()
        faults.jobs.tend()
        if workers := faults.web.workers():
            with suppress(ProcessLookupError):
                os.kill(faults.chance.choice(workers), signal.SIGKILL)
                faults.killed += 1
        if turn % 3 == 1:
            faults.jobs.kill()
            faults.jobs_killed += 1
            faults.jobs.tend()
        if not faults.crashed and time.monotonic() > halfway:
            await asyncio.to_thread(faults.cluster.stop, "immediate")
            faults.crashed += 1
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(faults.cluster.start)
    await asyncio.sleep(faults.every)
    faults.web.tend()
    faults.jobs.tend()


def missing(hosted: Hosted, tally: Tally, mail: MailBox) -> list[str]:
    """What was acknowledged and is not there, is there twice, or only in part."""
    problems = list(hosted.engine.check())
    for name, marks, query in (
        ("entry", tally.entries, "SELECT text FROM entries WHERE text LIKE '%%mark%%'"),
        ("revision", tally.revisions, "SELECT text FROM revisions WHERE text LIKE '%%mark%%'"),
        ("review", tally.reviews, "SELECT review FROM pairings WHERE review IS NOT NULL"),
    ):
        texts = [text for (text,) in hosted.engine.run(query, ())]
        joined = "\n".join(texts)
        for mark, told in marks.items():
            number = joined.count(mark)
            if told and not number:
                problems.append(f"{name} {mark} was acknowledged and is gone")
            if name != "revision" and number > 1:
                problems.append(f"{name} {mark} is there {number} times")
    graded = int(hosted.engine.run("SELECT count(*) FROM reviews")[0][0])
    told, unknown = tally.grades
    if not told <= graded <= told + unknown:
        problems.append(f"{told} grades were acknowledged and {graded} are there")
    sent = {
        f"<{letter}@localhost>"
        for (letter,) in hosted.engine.run("SELECT id FROM letters WHERE sent IS NOT NULL")
    }
    problems += [f"letter {letter} is said to be sent and did not come" for letter in sent - mail.ids()]
    given = int(hosted.engine.run("SELECT count(*) FROM pairings WHERE review IS NOT NULL")[0][0])
    if given != len(mail.ids()):
        problems.append(f"{given} reviews were given, and {len(mail.ids())} letters about them came")
    return problems
