"""A shared server under load and failure: `python benchmarks/server.py [--faults] [--small]`.

It makes a PostgreSQL of its own, fills it with 2,000 accounts, 20,000 stories and 200,000 entries, starts `starl server`
with two workers and a worker for the queue, and lets 200 people use it. With --faults a process of the server is killed
every few seconds, the queue's worker at times, and PostgreSQL once; what was acknowledged must be there afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402

from benchmarks import crowd  # noqa: E402
from benchmarks.cluster import Cluster  # noqa: E402

STORY = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
DAY = dt.date(2026, 1, 5)


class Size(NamedTuple):
    """How much of everything."""

    accounts: int = 2000
    stories: int = 10
    """Of each account."""
    entries: int = 100
    people: int = 200
    seconds: float = 120
    think: float = 3.0
    cohort: int = 50


SMALL = Size(accounts=24, entries=10, people=12, seconds=20, think=0.5, cohort=12)


def environment(cluster: Cluster, home: Path) -> dict[str, str]:
    """As an operator sets it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("STARL_", "PYTHONDONT"))
    }
    return ours | {
        "STARL_DATABASE": cluster.address,
        "STARL_SECRET": "benchmark 0123456789 abcdefghijklm",
        "STARL_URL": f"http://localhost:{port}",
        "STARL_LISTEN": f"127.0.0.1:{port}",
        "STARL_HOME": str(home),
        "STARL_WORKERS": "2",
        "STARL_TIER": "default",
    }


def fill(size: Size, given: dict[str, str]) -> None:
    """Accounts in cohorts, each with a journal; in every cohort a peer review that is under way."""
    from starl.coach.engine import check
    from starl.model.account import Part, Role
    from starl.model.attempt import Exercise
    from starl.model.ids import make_id
    from starl.model.journal import Entry
    from starl.model.story_record import StoryRecord, VerdictSnapshot
    from starl.practice.exchange import find_reviewers
    from starl.server.app import open_hosted
    from starl.server.environment import read_environment
    from starl.server.passwords import encoded
    from starl.server.queue import bring_up_queue
    from starl.store.store import Store
    from starl.training.corpus import split

    chance = random.Random(7)
    now = dt.datetime.now(dt.UTC)
    texts = [answer.text for answer in split()["train"] if not answer.offtopic][
        :: max(1, 300 // size.stories)
    ]
    judged = [(text, VerdictSnapshot.of(check(text), "bench")) for text in [STORY, *texts]]
    hosted = open_hosted(read_environment(given))
    password = encoded(crowd.PASSWORD)
    cohort = ""
    with hosted.engine.connected():
        for number in range(size.accounts):
            with hosted.engine.transaction():
                account = hosted.accounts.add(
                    f"p{number}@example.org", f"Person {number}", Role.LEARNER, password
                )
                if number % size.cohort == 0:
                    cohort = hosted.cohorts.add(f"Cohort {number // size.cohort}")
                hosted.cohorts.join(cohort, account.id, Part.LEARNER)
                store = Store(hosted.engine, account.id)
                entries = []
                for n in range(size.entries):
                    moment = now - dt.timedelta(hours=26 * n)
                    words = " ".join(f"word{chance.randrange(4000)}" for _ in range(30))
                    entries.append(Entry(make_id(moment, chance.randbytes(10)), moment, moment, moment.date(),
                                         f"{words} #t{n % 9}", tags=(f"t{n % 9}",)))  # fmt: skip
                store.entries.add_many(entries)
                for n in range(size.stories):
                    moment = now - dt.timedelta(hours=30 * n)
                    text, verdict = judged[(number * 7 + n) % len(judged)]
                    record = StoryRecord(
                        make_id(moment, chance.randbytes(10)), moment, moment, f"story-{n}", f"Story {n}"
                    )
                    store.stories.save(record, text, verdict)
                if number % size.cohort == 0:
                    task = hosted.exchange.assign(
                        cohort, Exercise.PEER_REVIEW, "Exchange", "", DAY, 999, True
                    )
                hosted.exchange.hand_in(task, account.id, "My story", STORY)
                if number % size.cohort == size.cohort - 1:
                    find_reviewers(hosted.exchange, task, now.date(), chance.shuffle)
            if number % 200 == 199:
                print(f"  {number + 1} accounts", file=sys.stderr, flush=True)
        hosted.engine.run("ANALYZE")
    hosted.engine.close()
    bring_up_queue(given["STARL_DATABASE"])


def start(given: dict[str, str], *more: str) -> subprocess.Popen[bytes]:
    log = (Path(given["STARL_HOME"]) / "log").open("ab")
    return subprocess.Popen(
        [sys.executable, "-m", "starl", "server", *more],
        env=given,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def wait_for(address: str, seconds: float = 60) -> float:
    """Waits until the server can work; the seconds that it took."""
    import httpx

    started = time.monotonic()
    while time.monotonic() - started < seconds:
        try:
            if httpx.get(f"{address}/ready", timeout=2).status_code == 200:
                return time.monotonic() - started
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not come up; its log is in STARL_HOME")


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that answer for a server."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    return [int(line.split()[0]) for line in found if "resource_tracker" not in line]


async def break_things(
    cluster: Cluster,
    server: subprocess.Popen[bytes],
    given: dict[str, str],
    seconds: float,
    queue: list[subprocess.Popen[bytes]],
) -> dict[str, int]:
    """Kills a process of the server every few seconds, the queue's worker at times, and PostgreSQL once in the middle."""
    chance, done = (
        random.Random(3),
        {"processes killed": 0, "queue workers killed": 0, "PostgreSQL restarted": 0},
    )
    until, middle = time.monotonic() + seconds, time.monotonic() + seconds / 2
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(2, 4))
        alive = children(server)
        if alive:
            os.kill(chance.choice(alive), signal.SIGKILL)
            done["processes killed"] += 1
        if chance.random() < 0.4:
            queue[0].kill()
            queue[0].wait()
            done["queue workers killed"] += 1
            queue[0] = start(given, "worker")
        if time.monotonic() > middle and not done["PostgreSQL restarted"]:
            done["PostgreSQL restarted"] = 1
            await asyncio.to_thread(cluster.stop, "immediate")
            await asyncio.sleep(2)
            await asyncio.to_thread(cluster.start)
    return done


def lost(tally: crowd.Tally, address: str) -> dict[str, int]:
    """What was acknowledged and is not there, what is there by half, and what was done twice."""
    with psycopg.connect(address) as database:
        there = {(mail, text) for mail, text in database.execute(
            "SELECT a.email, e.text FROM entries e JOIN accounts a ON a.id = e.owner WHERE e.text LIKE 'mark%'"
        )}  # fmt: skip
        every: dict[tuple[str, str], str] = {}
        for mail, slug, text in database.execute(
            "SELECT a.email, s.slug, r.text FROM revisions r JOIN stories s ON s.id = r.story AND s.owner = r.owner "
            "JOIN accounts a ON a.id = s.owner WHERE r.text LIKE '%And then it was mark%'"
        ):
            every[mail, slug] = every.get((mail, slug), "") + text
        saves = [(key, mark) for key, marks in tally.stories.items() for mark in marks]
        (half,) = database.execute(
            "SELECT count(*) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.story = s.id)"
        ).fetchone() or (0,)
        given = {
            row[0] for row in database.execute("SELECT submission FROM pairings WHERE review IS NOT NULL")
        }
    return {
        "entries lost": sum(entry not in there for entry in tally.entries),
        "saves lost": sum(f"was {mark}." not in every.get(key, "") for key, mark in saves),
        "reviews lost": sum(review not in given for review in tally.reviews),
        "stories without a text": half,
    }


def jobs(given: dict[str, str], number: int, seconds: float) -> dict[str, int]:
    """Asks for exports in the name of accounts; how many came, each once, within the time."""
    from starl.server.app import open_hosted
    from starl.server.environment import read_environment
    from starl.server.queue import EXPORT, Queue

    hosted = open_hosted(read_environment(given))
    queue = Queue(given["STARL_DATABASE"])
    with hosted.engine.connected():
        accounts = hosted.accounts.page(number)
        asked = [hosted.work.ask_export(account.id) for account in accounts]
        for each in asked * 2:  # Said twice on purpose: it is done once in effect.
            queue.say(EXPORT, identifier=each)
        until = time.monotonic() + seconds
        while hosted.work.unmade_exports() and time.monotonic() < until:
            time.sleep(0.5)
        missing = len(hosted.work.unmade_exports())
    queue.close()
    hosted.engine.close()
    return {"exports asked for": len(asked), "exports missing": missing}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a few people for a few seconds")
    parser.add_argument("--faults", action="store_true", help="kill and restart things meanwhile")
    parser.add_argument("--people", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(argv)
    size = SMALL if options.small else Size()
    size = size._replace(
        **{name: value for name in ("people", "seconds") if (value := getattr(options, name))}
    )
    crowd.STORY = STORY
    folder = Path(tempfile.mkdtemp(prefix="starl-bench-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "postgres")
    cluster.start()
    home = folder / "home"
    home.mkdir()
    given = environment(cluster, home)
    running: list[subprocess.Popen[bytes]] = []
    try:
        started = time.monotonic()
        fill(size, given)
        figures: dict[str, object] = {"filled in seconds": round(time.monotonic() - started, 1)}
        server = start(given)
        queue = [start(given, "worker")]
        running += [server]
        figures["ready after seconds"] = round(wait_for(given["STARL_URL"]), 1)
        tally = crowd.Tally()

        async def run() -> None:
            work = crowd.crowd(
                given["STARL_URL"], size.people, size.seconds, size.think, tally, patient=options.faults
            )
            if not options.faults:
                await work
                return
            broken = break_things(cluster, server, given, size.seconds * 0.8, queue)
            _, done = await asyncio.gather(work, broken)
            figures.update(done)

        began = time.monotonic()
        asyncio.run(run())
        took = time.monotonic() - began
        figures["ready again after seconds"] = round(wait_for(given["STARL_URL"]), 1)
        figures |= jobs(given, min(40, size.accounts), 180)
        figures |= lost(tally, cluster.address)
        running += queue
        number = sum(map(len, tally.times.values()))
        figures |= {
            "requests": number,
            "requests a second": round(number / took, 1),
            "failed": len(tally.failed),
            "sent again": tally.retried,
            "acknowledged": len(tally.entries) + sum(map(len, tally.stories.values())) + len(tally.reviews),
        }
        rows = {
            name: (len(times), *(round(tally.percentile(name, share)) for share in (0.5, 0.95, 0.99)))
            for name, times in sorted(tally.times.items())
        }
        rows["all"] = (number, *(round(tally.percentile(None, share)) for share in (0.5, 0.95, 0.99)))
        if options.json:
            print(json.dumps({"figures": figures, "rows": rows, "failed": tally.failed[:20]}, indent=1))
        else:
            print(f"{size.accounts} accounts, {size.accounts * size.stories} stories, {size.accounts * size.entries} entries; "
                  f"{size.people} people for {size.seconds:.0f} s, {size.think:g} s between two things that one does\n")  # fmt: skip
            for name, value in figures.items():
                print(f"{name:28} {value}")
            print(f"\n{'':12} {'requests':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
            for name, row in rows.items():
                print(f"{name:12} {row[0]:9} {row[1]:8} {row[2]:8} {row[3]:8}")
            for line in tally.failed[:20]:
                print("failed:", line)
        bad = tally.failed or figures["exports missing"] or any(lost(tally, cluster.address).values())
        return 1 if bad else 0
    finally:
        for process in [*running, *(queue if "queue" in locals() else [])]:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        cluster.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
