"""The open texts. Each is checked in the background; while a check runs newer texts wait, and only the newest counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pygls.uris import to_fs_path

from starl.checking.choice import Choice
from starl.checking.config import Config, load_config
from starl.checking.recognise import LONGEST, reads_as_story
from starl.coach.engine import check
from starl.coach.model import shipped
from starl.coach.redaction import Redaction, redact
from starl.errors import StarlError
from starl.lsp.log import logger, told
from starl.lsp.positions import Encoding, Lines
from starl.model.report import Finding, Report
from starl.model.story import Story
from starl.text.markdown import parse


@dataclass(slots=True)
class Checked:
    """What is known of one text."""

    uri: str
    version: int
    lines: Lines
    story: Story
    report: Report
    findings: list[Finding]
    """Those that the folder's configuration lets through."""
    _redaction: Redaction | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The text as the editor has it."""
        return self.story.text

    @property
    def redaction(self) -> Redaction:
        """The text without names and secrets; made when it is first asked for."""
        if self._redaction is None:
            self._redaction = redact(self.text)
        return self._redaction


@dataclass(slots=True)
class _Sheet:
    """One open text."""

    uri: str
    version: int
    text: str
    checked: Checked | None = None
    """None for a text that is no story, or was not checked yet."""
    work: asyncio.Task[None] | None = None
    stale: bool = True
    """Whether text or configuration are newer than what is checked."""
    problem: str | None = None
    """What is wrong with the configuration."""


class Desk:
    """All open texts. publish: told of every check that is the newest; warn: of a configuration that is wrong."""

    def __init__(
        self, publish: Callable[[str, int | None, Checked | None], None], warn: Callable[[str], None]
    ) -> None:
        self.encoding: Encoding = "utf-16"
        self._publish = publish
        self._warn = warn
        self._sheets: dict[str, _Sheet] = {}
        self._pool = ThreadPoolExecutor(1, "check")

    def warm(self) -> None:
        """Loads the coach, so that the first story need not wait for it."""
        self._pool.submit(shipped)

    def put(self, uri: str, version: int, text: str) -> None:
        """Takes the newest text and checks it, at once or after the check that is running."""
        sheet = self._sheets.setdefault(uri, _Sheet(uri, version, text))
        sheet.version, sheet.text = version, text
        self._start(sheet)

    def remove(self, uri: str) -> None:
        """Forgets a text."""
        if self._sheets.pop(uri, None):
            self._publish(uri, None, None)

    def again(self) -> None:
        """Checks every open text anew, since the configuration changed."""
        for sheet in self._sheets.values():
            self._start(sheet)

    async def newest(self, uri: str) -> Checked | None:
        """What is known of the newest text; None for one that is no story."""
        sheet = self._sheets.get(uri)
        if sheet is None:
            return None
        while sheet.work is not None and not sheet.work.done():
            await asyncio.shield(sheet.work)
        return sheet.checked

    def close(self) -> None:
        """Ends the work in the background."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, sheet: _Sheet) -> None:
        sheet.stale = True
        if sheet.work is None or sheet.work.done():
            sheet.work = asyncio.get_running_loop().create_task(self._check(sheet))

    async def _check(self, sheet: _Sheet) -> None:
        """Checks until nothing newer has come meanwhile; only that is published."""
        loop = asyncio.get_running_loop()
        problem: str | None = None
        while sheet.stale:
            sheet.stale = False
            task = partial(examine, sheet.uri, sheet.version, sheet.text, self.encoding)
            try:
                sheet.checked, problem = await loop.run_in_executor(self._pool, task)
            except Exception as error:
                logger.error("the check failed: %s", told(error))
                sheet.checked = None
        if problem is not None and all(other.problem != problem for other in self._sheets.values()):
            self._warn(problem)
        sheet.problem = problem
        if self._sheets.get(sheet.uri) is sheet:
            self._publish(sheet.uri, sheet.version, sheet.checked)


def examine(uri: str, version: int, text: str, encoding: Encoding) -> tuple[Checked | None, str | None]:
    """Checks a text where it is a story, and says what is wrong with the configuration, if something is."""
    if len(text) > LONGEST:
        return None, None
    path = _path(uri)
    story = parse(text, meta=False)
    try:
        config = load_config(path.parent) if path else Config()
        return _checked(uri, version, story, path, config, Choice(config), encoding), None
    except StarlError as error:
        choice = Choice(Config(), tier="default")
        problem = f"starl: {error}. Until that is right, the defaults count."
        return _checked(uri, version, story, path, Config(), choice, encoding), problem


def _checked(
    uri: str,
    version: int,
    story: Story,
    path: Path | None,
    config: Config,
    choice: Choice,
    encoding: Encoding,
) -> Checked | None:
    if not reads_as_story(story, path, config):
        return None
    report = check(story.text, level=choice.level, tier=choice.tier)
    return Checked(uri, version, Lines(story.text, encoding), story, report, choice.of(report))


def _path(uri: str) -> Path | None:
    """The file of an address, or None where it is none on this machine."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(name) if name else None
