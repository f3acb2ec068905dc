"""The inventory's speed on a repository of 100,000 commits with planted events, beside git's own log.

`python benchmarks/inventory.py [--commits 100000] [--keep FOLDER] [--repository PATH]`. Each scan is a process of its
own, so that its memory is its own. The peer is what git itself needs to print the same: `git log` of all commits
without files, and with the files of every commit.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

AUTHORS = [f"Person {n} <p{n}@example.org>" for n in range(20)]
ME = AUTHORS[0]
MEMORY = 150.0
"""The goal, in megabytes."""
_FILES = 4_000
_START = 1_400_000_000
_STEP = 3_000
_EVERY = 2_000
"""So many commits lie between two planted events."""
_SCAN = """
import datetime as dt, json, resource, sys, time
from pathlib import Path
from starl.inventory.merge import merged
from starl.inventory.candidate import in_order
from starl.inventory.person import Person
from starl.inventory.git.scan import scan_repository
person = Person(everyone=True) if sys.argv[3] == "everyone" else Person((sys.argv[3],))
started = time.perf_counter()
done = scan_repository(Path(sys.argv[1]), Path(sys.argv[2]), person, dt.datetime.now(dt.UTC), lambda what, n: None)
found = in_order(merged(done.findings))
print(json.dumps({
    "seconds": time.perf_counter() - started, "commits": done.commits, "mine": done.mine,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "titles": [item.title for item in found],
}))
"""


def build(path: Path, number: int) -> list[str]:
    """Makes the repository; gives what was planted for the first author, as the titles that should be found."""
    chance = random.Random(7)
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(path)], check=True)
    command = ["git", "-C", str(path), "fast-import", "--quiet"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin
    words = [f"word{n}" for n in range(2_000)]
    planted: list[str] = []
    pending: list[tuple[str, str]] = []
    for at in range(1, number + 1):
        if at % _EVERY == 0:
            pending = _event(at // _EVERY, planted)
        if pending and at % 3 == 0:
            author, (subject, name) = ME, pending.pop(0)
        else:
            author, name = chance.choice(AUTHORS), f"d{chance.randrange(60)}/f{chance.randrange(_FILES)}.c"
            verb = chance.choice(("Add", "Change", "Move", "Fix", "Remove", "Document"))
            subject = f"{verb} {' '.join(chance.choices(words, k=5))}"
        _write(process.stdin, at, author, subject, name, chance)
        if at % (_EVERY * 4) == 0:
            process.stdin.write(b"reset refs/tags/v%d.0\nfrom :%d\n\n" % (at // _EVERY // 4, at))
    process.stdin.close()
    if process.wait():
        raise SystemExit("fast-import failed")
    return planted


def _event(number: int, planted: list[str]) -> list[tuple[str, str]]:
    """A revert, a re-land or a chain of fixes: subjects and files, in order."""
    subject, name = f"Rework the cache, attempt {number}", f"planted/{number}.c"
    taken_back = (f'Revert "{subject}"', name)
    kind = number % 3
    if kind == 0:
        planted.append(f"Taken back: {subject}")
        return [(subject, name), taken_back]
    if kind == 1:
        planted.append(f"Taken back and tried again: {subject}")
        return [(subject, name), taken_back, (f'Revert "{taken_back[0]}"', name)]
    planted.append(f"Mended 3 times: {subject}")
    return [(subject, name), *((f"Fix the cache, try {number}.{n}", name) for n in range(3))]


def _write(stream: IO[bytes], at: int, author: str, subject: str, name: str, chance: random.Random) -> None:
    when = _START + at * _STEP
    message = f"{subject}\n\n{'It says why in some words. ' * chance.randrange(6)}\n".encode()
    person = f"{author} {when} +0100".encode()
    stream.write(b"commit refs/heads/main\nmark :%d\nauthor %s\ncommitter %s\n" % (at, person, person))
    stream.write(b"data %d\n%s\n" % (len(message), message))
    for path in (name, f"d{chance.randrange(60)}/g{chance.randrange(_FILES)}.c"):
        body = b"%d\n" % at
        stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(body), body))


def scan(repository: Path, caches: Path, person: str) -> dict[str, object]:
    """One scan in a process of its own."""
    command = [sys.executable, "-c", _SCAN, str(repository), str(caches), person]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def peer(repository: Path, *options: str) -> float:
    """Seconds that git needs to print its log."""
    started = time.perf_counter()
    command = [
        "git",
        "-C",
        str(repository),
        "log",
        "--all",
        "--format=%H%x00%P%x00%aN%x00%aE%x00%ad%x00%B",
        "-z",
        *options,
    ]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Builds, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--commits", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the repository here and leave it")
    parser.add_argument("--repository", type=Path, help="measure this one, with nothing planted")
    options = parser.parse_args()
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        repository = options.repository or (options.keep or Path(folder)) / "large.git"
        planted = [] if options.repository or repository.exists() else build(repository, options.commits)
        log, log_files = peer(repository), peer(repository, "--raw", "--no-renames")
        print("| scan | commits | seconds | commits a second | against git log | memory, MB | goal |")
        print("|---|---|---|---|---|---|---|")
        for person in (ME.partition(" <")[0], "everyone"):
            caches = Path(folder) / "caches"
            beside = {"first": log + (log_files - log) * (person == "everyone"), "again": None}
            for which, seconds in beside.items():
                done = scan(repository, caches, person)
                took, number = float(str(done["seconds"])), int(str(done["commits"]))
                ratio = f"{took / seconds:.2f}" if seconds else ""
                memory = float(str(done["memory"]))
                print(
                    f"| {person}, {which} | {number:,} | {took:.2f} | {number / took:,.0f} | {ratio} "
                    f"| {memory:.0f} | {MEMORY / memory:.1f} |"
                )
                if planted and which == "first" and person != "everyone":
                    titles = done["titles"]
                    assert isinstance(titles, list)
                    top = [title for title in titles[: len(planted)] if _was_planted(title, planted)]
                    hit = [
                        title for title in planted if any(_was_planted(other, [title]) for other in titles)
                    ]
                    score = f"\nplanted {len(planted)}: {len(hit)} found; of the first {len(planted)}, {len(top)} were planted\n"
            shutil.rmtree(caches)
        print(f"\ngit log: {log:.2f} s; with files: {log_files:.2f} s")
        if planted:
            print(score)


def _was_planted(title: str, planted: list[str]) -> bool:
    """Whether a title is of a planted event, whichever of its signs named it."""
    about = title.rpartition(": ")[2]
    return any(one.endswith(about) for one in planted)


if __name__ == "__main__":
    main()
