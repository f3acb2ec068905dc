"""A mail server that takes every letter and counts them by their Message-ID."""

from __future__ import annotations

import re
import socketserver
import threading
from collections import Counter
from typing import Self


class MailBox:
    """Listens on a port of this machine, within `with`."""

    def __init__(self) -> None:
        counts: Counter[str] = Counter()
        self._counts = counts

        class Session(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 here\r\n")
                while line := self.rfile.readline():
                    word = line[:4].upper().strip()
                    if word == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        text = b""
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            text += part
                        found = re.search(rb"^Message-ID: *(\S+)", text, re.M | re.I)
                        counts[found[1].decode() if found else ""] += 1
                    self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 well\r\n")
                    if word == b"QUIT":
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def ids(self) -> set[str]:
        """The Message-IDs that came."""
        return set(self._counts)

    def letters(self) -> int:
        """Different letters that came."""
        return len(self._counts)

    def doubled(self) -> int:
        """Those that came more than once."""
        return sum(number > 1 for number in self._counts.values())
