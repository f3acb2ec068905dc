"""The language server with a real client over its pipes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from starl.coach.catalogue import described_rules
from starl.coach.engine import check
from starl.text.markdown import parse
from tests.lsp.conftest import STORY, Editor, started
from tests.lsp.edits import applied

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _range(*numbers: int) -> types.Range:
    return types.Range(types.Position(*numbers[:2]), types.Position(*numbers[2:]))


async def test_findings_are_shown_with_a_page_for_each_code(editor: Editor) -> None:
    shown = await editor.open("a.md", STORY)
    assert [item.code for item in shown] == [item.code for item in check(STORY).findings]
    mail = next(item for item in shown if item.code == "P001")
    assert mail.range == _range(5, 78, 5, 90)
    assert mail.source == "starl"
    assert mail.severity == types.DiagnosticSeverity.Warning
    assert mail.message.endswith("?")
    assert mail.code_description is not None
    page = Path(mail.code_description.href.removeprefix("file://"))
    assert "# P001 email-address" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 80), ("utf-32", 77)])
async def test_columns_are_counted_as_the_editor_counts(tmp_path: Path, encoding: str, start: int) -> None:
    editor, client = await started(tmp_path, encoding)
    shown = await editor.open("a.md", STORY)
    assert next(item for item in shown if item.code == "P001").range == _range(5, start, 5, start + 12)
    await client.shutdown_session()


async def test_the_newest_text_wins(editor: Editor) -> None:
    await editor.open("fast.md", STORY)
    for number in range(60):
        await editor.type("fast.md", STORY + f"\nAnd {number} more words. " * number, wait=False)
    await editor.type("fast.md", STORY.replace("bob@acme.com", "a colleague"))
    mine = [item for item in editor.published if item.uri == editor.uri("fast.md")]
    versions = [item.version or 0 for item in mine]
    assert versions == sorted(versions)
    assert len(mine) < 62
    assert "P001" not in [item.code for item in mine[-1].diagnostics]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", STORY),
        ("notes.md", "# Notes\nIt was Dave's fault, mail bob@acme.com.\n"),
        ("post.md", "---\ntitle: A post\ndate: 2026-01-01\n---\n## Background\nText, bob@acme.com.\n"),
        ("package.json", '{"name": "x", "action": "y"}'),
        ("huge.md", STORY + "word " * 60_000),
    ],
)
async def test_other_texts_are_left_in_peace(editor: Editor, name: str, text: str) -> None:
    assert await editor.open(name, text) == []
    assert await editor.actions(name, (0, 0)) == []
    assert await editor.ask("textDocument/codeLens", types.CodeLensParams(editor.item(name))) == ()


async def test_the_configuration_counts_and_is_read_anew(editor: Editor) -> None:
    folder = editor.folder / "mine"
    folder.mkdir()
    (folder / "starl.toml").write_text('stories = ["."]\nignore = ["P"]\n', encoding="utf-8")
    text = "We broke the export. It was Dave's fault that 300 users lost data, mail bob@acme.com.\n"
    shown = await editor.open("mine/plain.md", text)
    assert shown
    assert not [item for item in shown if str(item.code).startswith("P")]
    (folder / "starl.toml").write_text("colour = 1\n", encoding="utf-8")
    changed = types.FileEvent((folder / "starl.toml").as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    await editor.client.wait_for_notification(types.WINDOW_SHOW_MESSAGE)
    assert "no setting 'colour'" in editor.client.messages[-1].message
    (folder / "starl.toml").write_text('level = "boss"\n', encoding="utf-8")
    again = await editor.type("mine/plain.md", STORY)
    assert [item.code for item in again] == [item.code for item in check(STORY).findings]
    assert "level 'boss'" in editor.client.messages[-1].message
    (folder / "starl.toml").unlink()


async def test_completion_in_lines_that_end_in_two_signs(editor: Editor) -> None:
    text = STORY.replace("\n", "\r\n").replace("## Result", "## Res")
    await editor.open("crlf.md", text)
    params = types.CompletionParams(editor.item("crlf.md"), types.Position(9, 6))
    found = await editor.ask("textDocument/completion", params)
    assert [item.label for item in found] == ["## Task", "## Result", "## Learning"]
    assert found[1].text_edit.new_text.startswith("## Result\r\n<!-- ")
    await editor.open("crlf2.md", STORY.replace("\n", "\r\n"))
    params = types.CompletionParams(editor.item("crlf2.md"), types.Position(9, 9))
    found = await editor.ask("textDocument/completion", params)
    assert "## Result" in [item.label for item in found]


async def test_hover_gives_rationale_and_question_and_escapes_the_story(editor: Editor) -> None:
    await editor.open("h.md", STORY.replace("Dave's fault", "D<b>[x](y)'s fault and Dave's fault"))
    text = await _hover(editor, "h.md", 8, 51)
    assert "Ask yourself" in text
    heading = await _hover(editor, "h.md", 4, 4)
    assert heading.startswith("**Situation**: ")
    assert "Which project" in heading
    await editor.open("h2.md", STORY.replace("I skipped", "I *skipped*"))
    assert (
        await editor.ask("textDocument/hover", types.HoverParams(editor.item("h2.md"), types.Position(3, 0)))
        is None
    )


async def _hover(editor: Editor, name: str, line: int, column: int) -> str:
    found = await editor.ask(
        "textDocument/hover", types.HoverParams(editor.item(name), types.Position(line, column))
    )
    return str(found.contents.value)


async def test_a_name_is_replaced_everywhere_by_the_same_label(editor: Editor) -> None:
    await editor.open("r.md", STORY)
    action = _titled(await editor.actions("r.md", (5, 80)), "Replace “bob@acme.com” by “Email A” (1 place)")
    assert "bob@" not in applied(STORY, action, editor.uri("r.md"))
    action = _titled(
        await editor.actions("r.md", (5, 10), (5, 40)), "Replace “Dave Miller” by “Person A” (2 places)"
    )
    after = applied(STORY, action, editor.uri("r.md"))
    assert "🎉 Person A from Acme Corp" in after
    assert "It was Person A's fault" in after
    everything = await editor.actions("r.md", (0, 0), only=["source.redact.starl"])
    after = applied(STORY, everything[0], editor.uri("r.md"))
    assert not [word for word in ("Dave", "Acme", "bob@") if word in after]


async def test_a_missing_section_is_put_in_its_place_with_its_question(editor: Editor) -> None:
    shown = await editor.open("m.md", STORY)
    place = next(item.range.start for item in shown if item.code == "S102")
    action = _titled(
        await editor.actions("m.md", (place.line, place.character)), "Add the Task, with its question"
    )
    after = applied(STORY, action, editor.uri("m.md"))
    names = [part.section.value for part in parse(after).parts if part.section]
    assert names == ["situation", "task", "action", "result"]
    assert "<!-- What was yours to do?" in after
    whole = await editor.actions("m.md", (0, 0), only=["source"])
    after = applied(
        STORY, _titled(whole, "Add the sections that are missing, with their questions"), editor.uri("m.md")
    )
    assert [part.section.value for part in parse(after).parts if part.section] == [
        "situation", "task", "action", "result", "learning",
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
async def test_a_rule_is_silenced_with_a_reason(editor: Editor, newline: str) -> None:
    text = STORY.replace("\n", newline)
    name = f"i{len(newline)}.md"
    shown = await editor.open(name, text)
    blame = next(item for item in shown if item.code == "P004")
    at = (blame.range.start.line, blame.range.start.character)
    action = next(item for item in await editor.actions(name, at) if item.title.startswith("Silence P004"))
    after = applied(text, action, editor.uri(name))
    assert f"## Action{newline}<!-- starl: ignore P004 say why here -->{newline}I skipped" in after
    assert "P004" not in [item.code for item in await editor.type(name, after)]
    assert action.command is not None
    await editor.ask(
        "workspace/executeCommand",
        types.ExecuteCommandParams(action.command.command, action.command.arguments),
    )
    selected = editor.client.shown_documents[-1].selection
    assert selected == _range(8, 24, 8, 36)


async def test_explain_opens_the_page(editor: Editor) -> None:
    await editor.open("e.md", STORY)
    action = _titled(await editor.actions("e.md", (5, 80)), "Explain P001 email-address")
    assert action.command is not None
    await editor.ask(
        "workspace/executeCommand",
        types.ExecuteCommandParams(action.command.command, action.command.arguments),
    )
    assert editor.client.shown_documents[-1].uri.endswith("/P001.md")


EMPTY_SECTIONS = (
    "## Situation\n\n\n## Task\n<!-- What was yours? -->\n\n## Action\n\nI did it.\n\n## Result\n- outcome: gone\n\n## Learning\n\n",
    "Situation:\n\nTask:\nAction: I did it.\nResult:   \n\n\nLearning:",
    "Situation\r\n---------\r\n\r\nTask\r\n====\r\nI did.\r\n\r\n## Action\r\n## Result\r\n## Learning\r\n",
)


@pytest.mark.parametrize("text", EMPTY_SECTIONS)
async def test_the_name_of_a_symbol_lies_in_its_range(editor: Editor, text: str) -> None:
    """VS Code refuses the whole outline where it does not."""
    await editor.open("outline.md", text)
    item = editor.item("outline.md")
    outline = await editor.ask("textDocument/documentSymbol", types.DocumentSymbolParams(item))
    assert len(outline) >= 3
    for symbol in (*outline, *(fact for section in outline for fact in section.children)):
        inner, outer = symbol.selection_range, symbol.range
        assert (outer.start.line, outer.start.character) <= (inner.start.line, inner.start.character)
        assert (inner.end.line, inner.end.character) <= (outer.end.line, outer.end.character)


async def test_outline_folding_hints_and_verdict(editor: Editor) -> None:
    await editor.open("o.md", STORY)
    item = editor.item("o.md")
    outline = await editor.ask("textDocument/documentSymbol", types.DocumentSymbolParams(item))
    assert [(found.name, [fact.name for fact in found.children]) for found in outline] == [
        ("Situation", ["project"]), ("Action", []), ("Result", []),
    ]  # fmt: skip
    folds = await editor.ask("textDocument/foldingRange", types.FoldingRangeParams(item))
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(0, 3), (4, 6), (7, 8), (9, 10)]
    hints = await editor.ask("textDocument/inlayHint", types.InlayHintParams(item, _range(0, 0, 99, 0)))
    assert [(hint.position.line, hint.label) for hint in hints] == [
        (4, "19 words, 8 s"), (7, "13 words, 6 s"), (9, "8 words, 3 s"),
    ]  # fmt: skip
    lenses = await editor.ask("textDocument/codeLens", types.CodeLensParams(item))
    assert f"{check(STORY).verdict.score} of 100, not ready yet" in lenses[0].command.title
    assert lenses[1].command.title.startswith("Next: ")
    command = lenses[1].command
    await editor.ask(
        "workspace/executeCommand", types.ExecuteCommandParams(command.command, command.arguments)
    )
    assert editor.client.messages[-1].message.startswith("1. ")


async def test_hints_without_headings_name_the_section(editor: Editor) -> None:
    story = Path("examples/first-outage.md").read_text(encoding="utf-8")
    await editor.open("plain.md", "---\nthemes: []\n---\n" + story)
    hints = await editor.ask(
        "textDocument/inlayHint", types.InlayHintParams(editor.item("plain.md"), _range(0, 0, 99, 0))
    )
    assert {hint.label.split(":")[0] for hint in hints} >= {"situation", "action", "result"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("##", ["## Task", "## Learning"]),
        ("### Le", ["### Task", "### Learning"]),
        ("- ", ["- outcome", "- impact"]),
        ("* im", ["* outcome", "* impact"]),
        ("- outcome: three hours\n- ", ["- impact"]),
        ("words ", []),
        ("<!-- starl: ignore P004", sorted(rule.code for rule in described_rules())),
    ],
)
async def test_completion(editor: Editor, typed: str, expected: list[str]) -> None:
    text = STORY + typed
    await editor.open("c.md", text)
    end = types.Position(text.count("\n"), len(text.rsplit("\n", maxsplit=1)[-1]))
    found = await editor.ask("textDocument/completion", types.CompletionParams(editor.item("c.md"), end))
    items = [item.label for item in sorted(found, key=lambda item: item.sort_text)]
    assert (sorted(items) if "ignore" in typed else items) == expected
    assert all(item.text_edit.range.end == end for item in found)


async def test_an_empty_story_gets_its_five_sections(editor: Editor) -> None:
    text = "---\nthemes: []\n---\n"
    await editor.open("new.md", text)
    offered = await editor.actions("new.md", (3, 0), only=["source"])
    after = applied(text, offered[0], editor.uri("new.md"))
    assert len(parse(after).parts) == 5


async def test_closing_takes_the_findings_away(editor: Editor) -> None:
    await editor.open("z.md", STORY)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.item("z.md")))
    assert await editor.shown("z.md", None) == []


async def test_a_port_of_this_machine_serves_one_editor(unused_tcp_port: int) -> None:
    command = [sys.executable, "-m", "starl", "lsp", "--tcp", str(unused_tcp_port)]
    server = await asyncio.create_subprocess_exec(*command)
    try:
        async with asyncio.timeout(60):
            reader, writer = await _connected(unused_tcp_port)
            body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}'
            writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            assert (await reader.readline()).startswith(b"Content-Length: ")
            writer.close()
    finally:
        server.terminate()
        await server.wait()


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)


def _titled(actions: list[types.CodeAction], title: str) -> types.CodeAction:
    assert title in [action.title for action in actions]
    return next(action for action in actions if action.title == title)


async def test_the_log_never_holds_words_of_the_story() -> None:
    """A message that cannot be read, with words in it."""
    body = b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"text":"TopSecret"}}}'
    sent = b"Content-Length: %d\r\n\r\n" % len(body) + body + b'Content-Length: 14\r\n\r\n{"TopSecret":x'
    done = subprocess.run(
        [sys.executable, "-m", "starl", "lsp"], input=sent, capture_output=True, check=False, timeout=60
    )
    assert b"starl lsp: " in done.stderr
    assert b"TopSecret" not in done.stderr + done.stdout


async def test_the_server_ends_well_when_it_is_told_to() -> None:
    sent = b""
    for body in (
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}',
        b'{"jsonrpc":"2.0","id":2,"method":"shutdown"}',
        b'{"jsonrpc":"2.0","method":"exit"}',
    ):
        sent += b"Content-Length: %d\r\n\r\n" % len(body) + body
    done = subprocess.run(
        [sys.executable, "-m", "starl", "lsp"], input=sent, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
