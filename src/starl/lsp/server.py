"""The language server: which request is answered by what."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from starl import __version__
from starl.lsp.actions import EXPLAIN, KINDS, REASON_WANTED, actions
from starl.lsp.complete import TRIGGERS, completions
from starl.lsp.desk import Checked, Desk
from starl.lsp.diagnostics import diagnostics, page_address
from starl.lsp.hover import hover
from starl.lsp.log import logger, start_log, told
from starl.lsp.outline import NEXT, folds, hints, lenses, symbols
from starl.model.story import Span
from starl.text.edits import REASON

LOOPBACK = "127.0.0.1"
_CONFIGURATIONS = ("**/starl.toml", "**/pyproject.toml")


class StarlServer(LanguageServer):
    """A server with the open texts. Errors are told without what they say, which may be words of a story."""

    def __init__(self) -> None:
        super().__init__("starl", __version__, types.TextDocumentSyncKind.Full)
        self.desk = Desk(self._publish, self._warn)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tells the log only."""
        logger.error("a message could not be handled: %s", told(error))

    def can(self, *names: str) -> bool:
        """Whether the editor has a capability, by the names that lead to it."""
        found: Any = self.client_capabilities
        for name in names:
            found = getattr(found, name, None)
        return bool(found)

    def _publish(self, uri: str, version: int | None, checked: Checked | None) -> None:
        linked = self.can("text_document", "publish_diagnostics", "code_description_support")
        found = diagnostics(checked, linked=linked) if checked else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _warn(self, text: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))


def make_server() -> StarlServer:
    """A server that answers; `start_io` or `start_tcp` runs it."""
    server = StarlServer()
    _texts(server)
    _answers(server)
    _commands(server)
    return server


def run(port: int | None) -> None:
    """Serves one editor on standard input and output, or on a port of this machine's loopback."""
    start_log()
    server = make_server()
    if port is None:
        # The library closes what it writes to; standard output itself stays open for the end of the program.
        server.start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    else:
        server.start_tcp(LOOPBACK, port)


def _texts(server: StarlServer) -> None:
    """Open, changed, saved, closed."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.desk.encoding = server.workspace.position_encoding or "utf-16"
        server.desk.warm()
        if server.can("workspace", "did_change_watched_files", "dynamic_registration"):
            watchers = [types.FileSystemWatcher(pattern) for pattern in _CONFIGURATIONS]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            one = types.Registration("configuration", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([one]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        server.desk.put(item.uri, item.version, item.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        if params.content_changes:
            item = params.text_document
            server.desk.put(item.uri, item.version, params.content_changes[-1].text)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.desk.remove(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def configured(_: types.DidChangeWatchedFilesParams) -> None:
        server.desk.again()

    @server.feature(types.SHUTDOWN)
    def ended(_: None) -> None:
        server.desk.close()


def _answers(server: StarlServer) -> None:
    """Requests about a text. Each waits for what is known of the newest one; of no story there is nothing to say."""

    def answer(
        feature: str, say: Callable[[Checked, Any], Any], nothing: Any, options: object = None
    ) -> None:
        async def answered(params: Any) -> Any:
            checked = await server.desk.newest(params.text_document.uri)
            try:
                return say(checked, params) if checked else nothing
            except Exception as error:
                logger.error("%s could not be answered: %s", feature, told(error))
                return nothing

        server.feature(feature, options)(answered)

    def acted(checked: Checked, params: types.CodeActionParams) -> list[types.CodeAction]:
        return actions(checked, checked.lines.span(params.range), params.context.only)

    def completed(checked: Checked, params: types.CompletionParams) -> list[types.CompletionItem]:
        kind = params.context.trigger_kind if params.context else None
        typed = kind == types.CompletionTriggerKind.TriggerCharacter
        return completions(checked, checked.lines.offset(params.position), typed=typed)

    answer(types.TEXT_DOCUMENT_HOVER, lambda text, at: hover(text, text.lines.offset(at.position)), None)
    answer(types.TEXT_DOCUMENT_CODE_ACTION, acted, [], types.CodeActionOptions(KINDS))
    answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lambda text, _: symbols(text), [])
    answer(types.TEXT_DOCUMENT_FOLDING_RANGE, lambda text, _: folds(text), [])
    answer(types.TEXT_DOCUMENT_INLAY_HINT, lambda text, at: hints(text, text.lines.span(at.range)), [])
    answer(types.TEXT_DOCUMENT_CODE_LENS, lambda text, _: lenses(text), [])
    triggers = types.CompletionOptions(trigger_characters=TRIGGERS)
    answer(types.TEXT_DOCUMENT_COMPLETION, completed, [], triggers)


def _commands(server: StarlServer) -> None:
    """What a code action or a lens runs here."""

    @server.command(EXPLAIN)
    async def explain(code: str) -> None:
        page = page_address(code)
        if page and server.can("window", "show_document", "support"):
            await server.window_show_document_async(types.ShowDocumentParams(page, take_focus=True))
        else:
            _say(server, f"Run `starl explain {code}` for the whole page.")

    @server.command(REASON_WANTED)
    async def reason(uri: str, code: str) -> None:
        checked = await server.desk.newest(uri)
        if checked is None or not server.can("window", "show_document", "support"):
            return
        comment = f"<!-- starl: ignore {code} "
        at = checked.text.find(comment + REASON)
        if at >= 0:
            span = Span(at + len(comment), at + len(comment) + len(REASON))
            place = types.ShowDocumentParams(uri, take_focus=True, selection=checked.lines.range(span))
            await server.window_show_document_async(place)

    @server.command(NEXT)
    async def next_steps(uri: str) -> None:
        checked = await server.desk.newest(uri)
        if checked is not None:
            steps = checked.report.verdict.next or ("Nothing more to do here: tell it aloud.",)
            _say(server, "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))


def _say(server: StarlServer, text: str) -> None:
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
