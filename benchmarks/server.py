"""A shared server under load, and under failures: `python benchmarks/server.py [--faults] [--small] [--docs]`.

It makes a PostgreSQL cluster of its own, fills it with 2,000 accounts, 20,000 stories and 200,000 entries, starts
`starl server` with two workers and a job worker, and lets 200 people in, who pause between pages as people do. With
`--faults`, workers are killed every few seconds, the job worker at times, and PostgreSQL crashes once; afterwards every
write that was acknowledged is looked for. The people, the server and PostgreSQL share one machine.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from server_cluster import Cluster, served
from server_faults import Faults, break_things, missing
from server_fill import FULL, SMALL, fill, open_keepers
from server_mail import MailBox
from server_people import PAUSE, TYPING, Person, Tally

from starl.store.hosted.work import Work

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "server.md"
BUDGET = 300
"""Milliseconds that 95 of 100 requests may take."""
WORKERS = 2


class Plan(NamedTuple):
    """How many people for how long."""

    people: int
    seconds: float
    ramp: float
    """Seconds over which they come."""
    pace: float
    """What their pauses are divided by."""


def spread(times: list[float]) -> tuple[float, float, float]:
    """The median, the 95th and the 99th percentile, in milliseconds."""
    ordered = sorted(times)
    p50, p95, p99 = (
        1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99)
    )
    return p50, p95, p99


def table(tally: Tally, seconds: float) -> list[str]:
    """The routes, the one that was asked most first."""
    lines = ["| route | requests | a second | p50 ms | p95 ms | p99 ms |", "|---|---|---|---|---|---|"]
    for route, times in sorted(tally.seconds.items(), key=lambda item: -len(item[1])):
        p50, p95, p99 = spread(times)
        lines.append(
            f"| `{route}` | {len(times)} | {len(times) / seconds:.1f} | {p50:.0f} | {p95:.0f} | {p99:.0f} |"
        )
    every = [one for times in tally.seconds.values() for one in times]
    p50, p95, p99 = spread(every)
    lines.append(
        f"| **all** | {len(every)} | {len(every) / seconds:.1f} | {p50:.0f} | **{p95:.0f}** | {p99:.0f} |"
    )
    return lines


async def people(plan: Plan, port: int, tally: Tally, last: int, faults: Faults | None) -> float:
    """Lets people in until the time is up, and gives the seconds that it took. last: how many accounts there are."""
    begun = time.monotonic()
    until = begun + plan.seconds
    step = last // plan.people
    those = [Person(step * number, port, tally, plan.pace) for number in range(plan.people)]
    lives = [each.live(plan.ramp * place / plan.people, until) for place, each in enumerate(those)]
    breaking = asyncio.create_task(break_things(faults, until)) if faults else None
    await asyncio.gather(*lives)
    if breaking:
        await breaking
    for each in those:
        each.browser.close()
    return time.monotonic() - begun


def settled(work: Work, seconds: float) -> bool:
    """Whether all jobs are done after at most so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not work.waiting_letters() and not work.unmade_exports():
            return True
        time.sleep(0.5)
    return False


def statements(database: str, number: int) -> list[str]:
    """The statements on which PostgreSQL spent most time."""
    with open_keepers(database).engine as engine:
        rows = engine.run(
            "SELECT round(total_exec_time), calls, round(mean_exec_time::numeric, 2), left(query, 140) "
            "FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT %s",
            (number,),
        )
    return [
        f"{total:>8} ms {calls:>8} times {mean:>8} ms  {' '.join(query.split())}"
        for total, calls, mean, query in rows
    ]


@contextmanager
def stage(keep: Path | None) -> Iterator[Path]:
    """A folder for all of it."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="starl-server-") as name:
            yield Path(name)


def write_page(part: str, lines: list[str]) -> None:
    """Writes the lines between the marks of a part of the page."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, _, rest = text.partition(start)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{PAGE} has no place for this: {start} … {end}")
    PAGE.write_text("\n".join((before + start, *lines, end)) + after, encoding="utf-8")


def machine() -> str:
    """What it ran on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="few people and a small journal, for the tests")
    parser.add_argument("--faults", action="store_true", help="kill workers, crash PostgreSQL")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/server.md")
    parser.add_argument("--people", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--statements", type=int, default=0, help="show so many of the costliest statements")
    parser.add_argument(
        "--keep", type=Path, help="a folder in which the filled cluster stays for the next time"
    )
    parser.add_argument("--json", action="store_true", help="print what was counted as JSON")
    given = parser.parse_args()
    amount = SMALL if given.small else FULL
    plan = Plan(6, 18, 2, 5) if given.small else Plan(200, 300, 60, 1)
    plan = plan._replace(people=given.people or plan.people, seconds=given.seconds or plan.seconds)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "src")], check=False)
    with ExitStack() as stack:
        folder = stack.enter_context(stage(given.keep))
        cluster = Cluster(folder)
        cluster.start()
        stack.callback(cluster.stop)
        begun = time.perf_counter()
        if not (folder / "filled").exists():
            fill(cluster.address, amount)
            (folder / "filled").touch()
        filled = time.perf_counter() - begun
        mail = stack.enter_context(MailBox())
        home = folder / "home"
        home.mkdir(exist_ok=True)
        address, web, jobs = stack.enter_context(served(cluster.address, home, WORKERS, mail.port))
        hosted = open_keepers(cluster.address)
        stack.callback(hosted.engine.close)
        hosted.engine.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        hosted.engine.run("SELECT pg_stat_statements_reset()")
        for left in (
            "DELETE FROM letters",
            "DELETE FROM reviews",
            "UPDATE pairings SET review = NULL, given = NULL",
        ):
            hosted.engine.run(left)  # by an earlier run on the same cluster; what is counted begins at none
        hosted.engine.close()
        tally = Tally()
        faults = Faults(cluster, web, jobs, 4.0 if given.small else 5.0) if given.faults else None
        before = web.seconds()
        took = asyncio.run(people(plan, int(address.rpartition(":")[2]), tally, amount.accounts, faults))
        used = web.seconds() - before
        done = settled(hosted.work, 150)
        lost = missing(hosted, tally, mail)
        if not done:
            lost.append("jobs were not done after two and a half minutes")
        every = sum(map(len, tally.seconds.values()))
        calls = hosted.engine.run("SELECT sum(calls) FROM pg_stat_statements")[0][0]
        memory = web.memory()
        top = statements(cluster.address, given.statements) if given.statements else []
    p95 = spread([one for times in tally.seconds.values() for one in times])[1]
    kept = [sum(each.values()) for each in (tally.entries, tally.revisions, tally.reviews)]
    lines = [
        "",
        f"{dt.date.today()}, {machine()}; PostgreSQL, {WORKERS} workers, a job worker and the people on one machine. "
        f"{amount.accounts:,} accounts, {amount.accounts * amount.stories:,} stories, {amount.accounts * amount.entries:,} entries. "
        f"{plan.people} people at once for {took:.0f} s, with {PAUSE[0] / plan.pace:.1f} to {PAUSE[1] / plan.pace:.1f} s between pages and "
        f"{TYPING[0] / plan.pace:.1f} to {TYPING[1] / plan.pace:.1f} s between live checks: {every / took:.0f} requests a second.",
        "",
        *table(tally, took),
        "",
        f"- errors: {len(tally.wrong)}",
        f"- processor time of the web server: {1000 * used / every:.1f} ms a request; {calls / every:.1f} statements a request"
        if not faults
        else "- " + faults.said(),
        f"- memory of a worker at the end: {memory / 1e6:.0f} MB of its own",
        f"- acknowledged: {kept[0]} entries, {kept[1]} revisions, {kept[2]} reviews, {tally.grades[0]} grades; "
        f"lost, doubled or half-written: {len(lost)}",
        f"- jobs: {mail.letters()} letters sent, {mail.doubled()} of them twice; exports asked for {tally.exports} times, all made",
    ]
    if faults:
        lines.append(
            f'- people saw {sum(tally.lost.values())} broken connections and {sum(tally.away.values())} times "in a few seconds" (503)'
        )
    print(f"filled in {filled:.0f} s", *lines, *top, *tally.wrong[:20], *lost[:20], sep="\n")
    if given.json:
        counted = {
            "requests": every,
            "wrong": len(tally.wrong),
            "lost": lost,
            "kept": kept,
            "killed": faults.killed if faults else 0,
            "crashed": faults.crashed if faults else 0,
        }
        print(json.dumps(counted))
    if given.docs:
        write_page("faults" if faults else "load", [*lines, ""])
    slow = not given.small and not faults and p95 > BUDGET
    if slow:
        print(f"p95 is {p95:.0f} ms, above {BUDGET} ms")
    return 1 if tally.wrong or lost or slow else 0


if __name__ == "__main__":
    sys.exit(main())
