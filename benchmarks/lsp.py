"""How long an editor waits for `starl lsp`: `python benchmarks/lsp.py [--changes 300]`.

A real client types a letter into a story of 500 words, at its end or in its middle, and waits for the findings: the time
from sending the change to having the diagnostics, over the pipes. The peer is proselint's check of the same text in
this process, with no editor and no pipe in between; it takes turns with starl, so that what else the machine does hits
both alike.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[1]
WORDS = 500
TYPED = "And nobody had told me that it was locked, because I had not asked anybody at all. "


def story() -> str:
    """The repository's example, made 500 words long by a second telling of its situation and action."""
    text = (ROOT / "examples" / "database-migration.md").read_text(encoding="utf-8")
    more = (ROOT / "examples" / "first-outage.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("## Result")
    room = WORDS - len(text.split())
    words = (" ".join(more.split()) + " ") * 3
    return f"{head.rstrip()} {' '.join(words.split()[:room])}.\n\n## Result{rest}"


def peer() -> Callable[[str], object] | None:
    """proselint's check, or None where it is not installed."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return lambda text: LintFile("story", text).lint()


class Editor:
    """A client with one open text."""

    def __init__(self, uri: str) -> None:
        self.client = LanguageClient("benchmark", "1")
        self.uri = uri
        self.version = 0
        self._shown: asyncio.Queue[int | None] = asyncio.Queue()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self._shown.put_nowait(params.version)

    async def start(self, text: str) -> float:
        """Starts the server and opens the text; gives the seconds until it is checked."""
        started = time.perf_counter()
        await self.client.start_io(
            sys.executable, "-m", "starl", "lsp", env={**os.environ, "STARL_TIER": "default"}
        )
        await self.client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        self.client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(self.uri, "markdown", 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.shown()
        return time.perf_counter() - started

    def type(self, text: str) -> None:
        """Sends the whole text, as the server asks for it."""
        self.version += 1
        item = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [whole]))

    async def shown(self) -> None:
        """Waits until the newest text's findings are there."""
        while await self._shown.get() != self.version:
            pass

    async def stop(self) -> None:
        """Ends the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


async def measure(changes: int) -> None:
    """Prints the table."""
    text = story()
    middle = text.index("## Result")
    other = peer()
    ours: list[float] = []
    theirs: list[float] = []
    bursts: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        editor = Editor((Path(folder) / "story.md").as_uri())
        cold = await editor.start(text)
        for number in range(changes):
            typed = TYPED[: number % len(TYPED)]
            now = text + typed if number % 2 else text[:middle] + typed + text[middle:]
            started = time.perf_counter()
            editor.type(now)
            await editor.shown()
            ours.append(time.perf_counter() - started)
            if other:
                started = time.perf_counter()
                other(now)
                theirs.append(time.perf_counter() - started)
        for _ in range(20):
            for number in range(20):
                editor.type(text + TYPED[:number])
            started = time.perf_counter()
            await editor.shown()
            bursts.append(time.perf_counter() - started)
        await editor.stop()
    print(f"A story of {len(text.split())} words, {changes} changes\n")
    print("| | median | 95 % | longest |\n|---|---|---|---|")
    print(_row("starl lsp: from a letter to its findings", ours))
    print(_row("starl lsp: the last of 20 letters at once", bursts))
    if theirs:
        print(_row("proselint: the same texts, in process", theirs))
        print(f"\nproselint's 95 % is {_at(theirs, 95) / _at(ours, 95):.1f} times as long as starl's.")
    print(f"\nFrom the start of the server to the first findings: {cold * 1000:.0f} ms")


def _row(name: str, times: list[float]) -> str:
    return f"| {name} | {statistics.median(times) * 1000:.1f} ms | {_at(times, 95) * 1000:.1f} ms | {max(times) * 1000:.1f} ms |"


def _at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=300)
    asyncio.run(measure(parser.parse_args().changes))
