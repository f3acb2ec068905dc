"""Makes a git repository anew out of the `git log` that some source packages ship as their ChangeLog.

`python benchmarks/replay_changelog.py REPOSITORY CHANGELOG...`: every commit with its author, time, message and, where
the log was made with `--stat`, the files that it touched. The order of the files given does not count. What cannot be
had is the shape of the graph: the history becomes a line. Hashes that messages name are replaced by the new ones, and
commits that announce a version are tagged with it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(r"^commit ([0-9a-f]{40})", re.MULTILINE)
_STAT = re.compile(r"^ (\S[^|\n]*?) +\| +(?:\d+|Bin)", re.MULTILINE)
_HASH = re.compile(r"\b[0-9a-f]{7,40}\b")
_RELEASE = re.compile(
    r"^(?:(?:version|release|bump|xserver|configure)[ :.a-z]*|)v?(\d+\.\d+(?:\.\d+){0,2})(?: release!?)?$",
    re.IGNORECASE,
)
_FOLDED = re.compile(r"\{([^{}]*) => ([^{}]*)\}")


class Logged(NamedTuple):
    """A commit as the log tells it."""

    sha: str
    author: str
    at: datetime
    message: str
    files: list[str]


def read(text: str) -> Iterator[Logged]:
    """The commits of a log."""
    heads = list(_HEAD.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        block = text[head.end() : following.start() if following else len(text)]
        author = re.search(r"^Author:\s*(.*)$", block, re.MULTILINE)
        date = re.search(r"^Date:\s*(.*)$", block, re.MULTILINE)
        if not author or not date:
            continue
        body = block[date.end() :]
        message = "\n".join(line[4:] for line in body.splitlines() if line.startswith("    ") or not line)
        at = datetime.strptime(date[1].strip(), "%a %b %d %H:%M:%S %Y %z")
        files = [_renamed(name) for name in _STAT.findall(body)]
        yield Logged(head[1], author[1], at, message.strip() + "\n", files)


def _renamed(name: str) -> str:
    name = _FOLDED.sub(r"\2", name).replace("//", "/")
    return name.rpartition(" => ")[2].removeprefix(".../").strip("/") or "unknown"


def replay(repository: Path, commits: list[Logged]) -> int:
    """Makes the repository and gives the number of its commits."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(repository)], check=True)
    process = subprocess.Popen(
        ["git", "-C", str(repository), "fast-import", "--quiet", "--force"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin and process.stdout
    new: dict[str, str] = {}
    tagged: set[str] = set()
    for number, commit in enumerate(commits, 1):
        message = _HASH.sub(lambda match: new.get(match[0][:7], match[0]), commit.message).encode()
        who, _, mail = commit.author.partition("<")
        person = (
            f"{who.strip()} <{mail.rstrip('>').strip()}> {int(commit.at.timestamp())} {commit.at:%z}".encode()
        )
        process.stdin.write(
            b"commit refs/heads/main\nmark :%d\nauthor %s\ncommitter %s\n" % (number, person, person)
        )
        process.stdin.write(b"data %d\n%s\n" % (len(message), message))
        for name in commit.files:
            line = f"{number}\n".encode()
            quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
            process.stdin.write(b"M 100644 inline %s\ndata %d\n%s\n" % (quoted.encode(), len(line), line))
        process.stdin.write(b"\nget-mark :%d\n" % number)
        process.stdin.flush()
        new[commit.sha[:7]] = process.stdout.readline().decode().strip()
        release = _RELEASE.match(commit.message.splitlines()[0].strip())
        if release and release[1] not in tagged:
            tagged.add(release[1])
            process.stdin.write(b"reset refs/tags/%s\nfrom :%d\n\n" % (release[1].encode(), number))
    process.stdin.close()
    process.wait()
    return len(commits)


def main() -> None:
    """Reads the logs and makes the repository."""
    repository, *logs = map(Path, sys.argv[1:])
    commits = {
        item.sha: item for log in logs for item in read(log.read_text(encoding="utf-8", errors="replace"))
    }
    print(replay(repository, sorted(commits.values(), key=lambda item: item.at)), "commits")


if __name__ == "__main__":
    main()
