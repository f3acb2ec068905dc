"""A PostgreSQL of one's own for a benchmark or a test: it can be stopped and started without hurting anybody."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL's server is not installed."""
    found = [Path(p).resolve().parent for p in filter(None, [shutil.which("initdb")])]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (folder for folder in found if (folder / "pg_ctl").exists() and (folder / "initdb").exists()), None
    )


class Cluster:
    """A server with its files in one folder, on a free port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        at = programs()
        if at is None:
            raise SystemExit(
                "PostgreSQL's server (initdb, pg_ctl) is needed; on Debian: apt install postgresql"
            )
        self._at = at
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        folder.mkdir(mode=0o700, parents=True)
        if os.geteuid() == 0:  # PostgreSQL does not run as root.
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", str(folder), "-A", "trust", "-U", "starl", "-E", "UTF8", "--locale=C.UTF-8")
        with (folder / "postgresql.conf").open("a") as file:
            file.write("max_connections = 200\nshared_buffers = 256MB\n")

    @property
    def address(self) -> str:
        return f"postgresql://starl@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run(
            "pg_ctl", "-D", str(self.folder), "-l", str(self.folder / "log"), "-w", "-o", options, "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """mode: `fast` ends connections and writes all down; `immediate` is as if the power went."""
        self._run("pg_ctl", "-D", str(self.folder), "-w", "-m", mode, "stop")

    def _run(self, program: str, *args: str) -> None:
        command = [str(self._at / program), *args]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd="/"
        )
        if done.returncode:
            raise SystemExit(f"{program}: {done.stdout}")
