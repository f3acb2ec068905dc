"""Running git so that a hostile repository can run nothing: no hooks, no pager, no filters, no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from starl.errors import StarlError

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "core.deltaBaseCacheLimit=24m",
    "core.packedGitLimit=64m",
    "core.packedGitWindowSize=8m",
    "diff.external=",
    "gc.auto=0",
    "gpg.program=false",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.allow=never",
)
"""Nothing is run and nothing fetched, and git's own memory stays small."""
_ENVIRONMENT = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_BLOCK = 1 << 18
_OWNER = "dubious ownership"


class GitError(StarlError):
    """git said no. The text holds its own words."""


class Git:
    """git in one repository."""

    def __init__(self, path: Path) -> None:
        self.path = path
        options = [piece for setting in _SETTINGS for piece in ("-c", setting)]
        self._command = ["git", "--no-pager", "--literal-pathspecs", *options, "-C", str(path)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = kept | _ENVIRONMENT

    def text(self, *args: str, given: str = "") -> str:
        """What git prints. Raises GitError where it fails."""
        return b"".join(self.blocks(*args, given=given.splitlines())).decode("utf-8", "replace")

    def maybe(self, *args: str) -> str | None:
        """What git prints without the line break at its end, or None where it fails."""
        try:
            return self.text(*args).rstrip("\n")
        except GitError:
            return None

    def fields(self, *args: str, given: Iterable[str] = ()) -> Iterator[bytes]:
        """What git prints, cut at each NUL."""
        rest = b""
        for block in self.blocks(*args, given=given):
            *whole, rest = (rest + block).split(b"\0")
            yield from whole
        if rest:
            yield rest

    def blocks(self, *args: str, given: Iterable[str] = ()) -> Iterator[bytes]:
        """What git prints, as it comes. given: lines for its standard input, written while it runs.

        Raises GitError where git fails, StarlError where there is no git.
        """
        with TemporaryFile() as complaints:
            try:
                process = subprocess.Popen(  # noqa: S603
                    [*self._command, *args],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                    env=self._environment,
                )
            except FileNotFoundError:
                raise StarlError("git is not on the PATH; install it to look through repositories") from None
            assert process.stdin and process.stdout
            feeder = Thread(target=_feed, args=(process.stdin, given), daemon=True)
            feeder.start()
            try:
                while block := process.stdout.read(_BLOCK):
                    yield block
                status = process.wait()
            finally:
                process.kill()
                process.wait()
                process.stdout.close()
                feeder.join()
            if status:
                complaints.seek(0)
                raise GitError(self._complaint(complaints.read(4000).decode("utf-8", "replace")))

    def _complaint(self, said: str) -> str:
        if _OWNER in said:
            return (
                f"{self.path} belongs to another user, so git does not read it; if you trust it: "
                f"git config --global --add safe.directory {self.path.resolve()}"
            )
        lines = [line for line in said.splitlines() if line.strip()] or ["it gave no reason"]
        return f"{self.path}: git could not read it ({lines[-1].removeprefix('fatal: ')})"


def _feed(pipe: IO[bytes], lines: Iterable[str]) -> None:
    try:
        for line in lines:
            pipe.write(line.encode() + b"\n")
        pipe.close()
    except (BrokenPipeError, ValueError):
        pass
