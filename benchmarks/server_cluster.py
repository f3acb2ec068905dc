"""What `benchmarks/server.py` runs: a PostgreSQL cluster of its own, and starl's server and job worker over it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SECRET = "ZXNwcmVzc28gbWFjaGluZXMgZG8gbm90IGxpZSB0byBt"
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "max_connections=80",
    "shared_buffers=256MB",
    "shared_preload_libraries=pg_stat_statements",
    "log_min_messages=fatal",
)
"""Else PostgreSQL's own: it writes through to the disk before it says yes."""


def programs() -> Path | None:
    """The folder with PostgreSQL's programs; None where there are none."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """A PostgreSQL cluster in a folder. It does not run as root, so it is given another user there."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        if found is None:
            raise SystemExit("PostgreSQL's initdb was not found; install PostgreSQL's server")
        self._programs, self._data, self.port = found, folder / "data", free_port()
        self.address = f"postgresql://starl@127.0.0.1:{self.port}/postgres"
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:
            names = {each.pw_name: each for each in pwd.getpwall()}
            user = names.get("postgres") or names["nobody"]
            os.chown(folder, user.pw_uid, user.pw_gid)
            folder.chmod(0o755)
            self._user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._folder = folder
        if self._data.exists():
            return
        self._call("initdb", "-D", str(self._data), "-U", "starl", "-A", "trust", "-E", "UTF8", "--no-locale")

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, **self._user)

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = " ".join(f"-c {each}" for each in (*SETTINGS, f"unix_socket_directories={self._folder}"))
        log = str(self._folder / "postgres.log")
        self._call(
            "pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", f"-p {self.port} {settings}", "start"
        )

    def stop(self, how: str = "fast") -> None:
        """Stops it. how: as of `pg_ctl`; `immediate` is a crash from which it recovers at the next start."""
        self._call("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")


class Program:
    """A command of starl that runs, started anew where it ends, as its systemd unit would."""

    def __init__(self, environment: dict[str, str], log: Path, *arguments: str) -> None:
        self._command = [sys.executable, "-m", "starl", "server", *arguments]
        self._environment, self._log, self._ended = environment, log, False
        self.starts = 0
        self.start()

    def start(self) -> None:
        """Starts it in a group of its own."""
        self.starts += 1
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def tend(self) -> None:
        """Starts it anew where it ended by itself."""
        if not self._ended and self._running.poll() is not None:
            self.start()

    def kill(self) -> None:
        """Kills it with all that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def workers(self) -> list[int]:
        """The ids of its worker processes."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self._running.pid:
                    found.append(int(folder.name))
        return sorted(found)

    def seconds(self) -> float:
        """Of processor time that it and its workers used up to now."""
        ticks = 0
        for pid in (self._running.pid, *self.workers()):
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes of its workers that are not shared with others, the largest."""
        sizes = [0]
        for pid in self.workers():
            with suppress(OSError):
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                sizes.append(
                    sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024
                )
        return max(sizes)

    def stop(self) -> None:
        """Ends it as Ctrl-C does, or hard after half a minute."""
        self._ended = True
        self._running.terminate()
        try:
            self._running.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def served(database: str, home: Path, workers: int, mail: int) -> Iterator[tuple[str, Program, Program]]:
    """The address of a server with so many workers, its program, and its job worker. mail: the mail server's port."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
        "STARL_DATABASE": database,
        "STARL_SECRET": SECRET,
        "STARL_URL": address,
        "STARL_HOME": str(home),
        "STARL_LISTEN": f"127.0.0.1:{port}",
        "STARL_WORKERS": str(workers),
        "STARL_TIER": "default",
        "STARL_SMTP": f"smtp://127.0.0.1:{mail}",
        "STARL_MAIL_FROM": "starl@example.org",
    }
    web = Program(environment, home / "web.log")
    try:
        _wait(f"{address}/ready", home / "web.log")
        jobs = Program(environment, home / "jobs.log", "worker")
        try:
            yield address, web, jobs
        finally:
            jobs.stop()
    finally:
        web.stop()


def _wait(address: str, log: Path) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"the server did not answer within a minute:\n{log.read_text()[-2000:]}")
