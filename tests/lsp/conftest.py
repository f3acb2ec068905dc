"""An editor, as far as the protocol goes: a real client that starts `starl lsp` and speaks with it over its pipes."""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, LanguageClient

STORY = """---
title: The outage
themes: []
---
## Situation
Last year 🎉 Dave Miller from Acme Corp was on my team of four, and he mailed bob@acme.com.
- project: Billing
## Action
I skipped the test. It was Dave's fault that 300 users lost data.
## Result
300 users lost their data for two hours.
"""


class Client(LanguageClient):
    """A client that keeps everything that was published, with its version."""

    def __init__(self) -> None:
        super().__init__(converter_factory=_converter)
        self.published: list[types.PublishDiagnosticsParams] = []
        self.news = asyncio.Event()
        for name, handler in DEFAULT_CLIENT_FEATURES.items():
            if name != types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
                self.feature(name)(handler)

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def keep(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self.news.set()


class Editor:
    """What a person does in an editor, and what it then shows."""

    def __init__(self, client: Client, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self._numbers = itertools.count(1)

    def uri(self, name: str) -> str:
        """The address of a file in the editor's folder."""
        return (self.folder / name).as_uri()

    async def open(self, name: str, text: str) -> list[types.Diagnostic]:
        """Opens a text and gives what is shown in it."""
        item = types.TextDocumentItem(self.uri(name), "markdown", next(self._numbers), text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown(name, item.version)

    async def type(self, name: str, text: str, *, wait: bool = True) -> list[types.Diagnostic]:
        """Makes the text another one."""
        item = types.VersionedTextDocumentIdentifier(next(self._numbers), self.uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [whole]))
        return await self.shown(name, item.version) if wait else []

    async def shown(self, name: str, version: int | None) -> list[types.Diagnostic]:
        """What is shown of this version; None stands for a text that was closed."""
        async with asyncio.timeout(60):
            while True:
                for found in self.published:
                    if found.uri == self.uri(name) and found.version == version:
                        return list(found.diagnostics)
                self.client.news.clear()
                await self.client.news.wait()

    @property
    def published(self) -> list[types.PublishDiagnosticsParams]:
        """Everything that the server published."""
        return self.client.published

    async def ask(self, method: str, params: Any) -> Any:
        """An answer of the server."""
        return await self.client.protocol.send_request_async(method, params)  # type: ignore[no-untyped-call]

    async def actions(
        self, name: str, start: tuple[int, int], end: tuple[int, int] | None = None, only: Any = None
    ) -> list[types.CodeAction]:
        """What the editor offers to do at a place, or at a selection."""
        found = types.Range(types.Position(*start), types.Position(*(end or start)))
        params = types.CodeActionParams(self.item(name), found, types.CodeActionContext([], only))
        return list(await self.ask(types.TEXT_DOCUMENT_CODE_ACTION, params))

    def item(self, name: str) -> types.TextDocumentIdentifier:
        """How requests name a text."""
        return types.TextDocumentIdentifier(self.uri(name))


def _converter() -> Any:
    """The library takes an action that has a command for a bare command; the protocol does not."""
    converter: Any = default_converter()  # type: ignore[no-untyped-call]

    def structure(found: Any, _: Any) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(found.get("command"), str) else types.CodeAction
        return converter.structure(found, kind)  # type: ignore[no-any-return]

    converter.register_structure_hook(types.Command | types.CodeAction, structure)
    return converter


async def started(folder: Path, encoding: str) -> tuple[Editor, Client]:
    """An editor that counts columns in this encoding, connected to a server of its own."""
    client = Client()
    environment = {**os.environ, "STARL_TIER": "default", "XDG_CACHE_HOME": str(folder / "cache")}
    await client.start_io(sys.executable, "-m", "starl", "lsp", env=environment)
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(code_description_support=True)
        ),
        window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(True)),
    )
    await client.initialize_session(types.InitializeParams(capabilities=capabilities))
    return Editor(client, folder), client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor that counts in UTF-16, as most do."""
    found, client = await started(tmp_path_factory.mktemp("editor"), "utf-16")
    yield found
    await client.shutdown_session()
