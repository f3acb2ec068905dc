"""Repositories with planted events, made by git's own fast-import in a moment."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from types import TracebackType

START = dt.datetime(2024, 1, 1, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NOW = dt.datetime(2025, 3, 14, 9, 0, tzinfo=dt.UTC)
ANN = "Ann Example <ann@example.org>"
BOB = "Bob Example <bob@example.org>"


class Planted:
    """A repository that is being written. Days are counted from the first of January 2024, ten in the morning."""

    def __init__(self, path: Path, *, bare: bool = False) -> None:
        self.path = path
        command = ["git", "init", "--quiet", "--initial-branch=main", str(path)]
        subprocess.run([*command, "--bare"] if bare else command, check=True)
        self._process = subprocess.Popen(
            ["git", "-C", str(path), "fast-import", "--quiet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._marks = 0
        self._mark_of: dict[str, int] = {}
        self._day = 0.0

    def commit(
        self,
        message: str | bytes,
        *files: str,
        day: float | None = None,
        author: str = ANN,
        branch: str = "main",
        onto: str = "",
    ) -> str:
        """Adds a commit and gives its hash. day: where not given, ten days after the last one."""
        assert self._process.stdin and self._process.stdout
        self._marks += 1
        self._day = self._day + 10 if day is None else day
        when = START + dt.timedelta(days=self._day)
        person = f"{author} {int(when.timestamp())} {when:%z}".encode()
        data = message if isinstance(message, bytes) else message.encode()
        write = self._process.stdin.write
        write(b"commit refs/heads/%s\nmark :%d\n" % (branch.encode(), self._marks))
        write(b"author %s\ncommitter %s\ndata %d\n%s\n" % (person, person, len(data), data))
        if onto:
            write(b"from :%d\n" % self._mark_of[onto])
        for name in files or (f"src/{self._marks}.py",):
            body = f"{self._marks}\n".encode()
            write(b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(body), body))
        write(b"\nget-mark :%d\n" % self._marks)
        self._process.stdin.flush()
        sha = self._process.stdout.readline().decode().strip()
        self._mark_of[sha] = self._marks
        return sha

    def tag(self, name: str, sha: str, day: float | None = None) -> None:
        """Tags a commit; with a day, with an annotated tag of that day."""
        assert self._process.stdin
        if day is None:
            self._process.stdin.write(f"reset refs/tags/{name}\nfrom :{self._mark_of[sha]}\n\n".encode())
        else:
            when = START + dt.timedelta(days=day)
            who = f"{ANN} {int(when.timestamp())} {when:%z}"
            self._process.stdin.write(
                f"tag {name}\nfrom :{self._mark_of[sha]}\ntagger {who}\ndata 1\nx\n".encode()
            )

    def __enter__(self) -> Planted:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait() == 0


def git(path: Path, *args: str) -> str:
    """Runs git as a person would."""
    done = subprocess.run(["git", "-C", str(path), *args], capture_output=True, text=True, check=True)
    return done.stdout.strip()
