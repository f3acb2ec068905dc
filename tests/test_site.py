"""The documentation as a site: it builds without a warning, leads nowhere else, and names only what there is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest

from starl.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES.remove(ROOT / "docs/cli.md")  # It is made from the program's own help, prose and all.
_FENCE = re.compile(r"```(?:sh|console|bash|)\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"`(starl [^`\n]+)`")
_END = re.compile(r"\s{3,}|\s#\s| \| | [<>] ?\S| && |; ?(?=starl )")
"""What ends a command in a line."""
_PLACE = re.compile(r"\[(?!\d)[^\]]*\]|\.\.\.|…")


class _Links(HTMLParser):
    """What a page leads to, what it loads, and the places in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(given["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, _Links]:
    """The pages of the site by their paths in it."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "-d",
         str(folder / "trees"), str(ROOT / "docs"), str(folder / "html")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = {}
    for path in sorted((folder / "html").rglob("*.html")):
        links = found[path.relative_to(folder / "html").as_posix()] = _Links()
        links.feed(path.read_text(encoding="utf-8"))
    found[""] = _Links()
    found[""].places = {
        p.relative_to(folder / "html").as_posix() for p in (folder / "html").rglob("*") if p.is_file()
    }
    return found


def test_every_link_of_the_site_leads_somewhere(site: dict[str, _Links]) -> None:
    files = site[""].places
    broken = []
    for page, found in site.items():
        for link in (*found.links, *found.loads):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (Path("/") / page).parent / unquote(parts.path) if parts.path else Path("/") / page
            name = target.resolve().relative_to("/").as_posix()
            if name not in files:
                broken.append(f"{page}: {link}")
            elif parts.fragment and name in site and unquote(parts.fragment) not in site[name].places:
                broken.append(f"{page}: {link} (no such place)")
    assert broken == []


def test_the_site_loads_nothing_from_elsewhere(site: dict[str, _Links]) -> None:
    loads = {load for found in site.values() for load in found.loads}
    assert loads
    assert {load for load in loads if urlsplit(load).netloc} == set()


def commands_of_blocks(text: str) -> Iterator[str]:
    """The commands in the code blocks of a page, without what follows a few spaces."""
    for block in _FENCE.findall(text):
        for line in block.splitlines():
            line = line.strip().removeprefix("$ ")
            if line.startswith("starl "):
                yield _END.split(line)[0]


def _commands(text: str) -> Iterator[str]:
    """All commands of a page."""
    yield from commands_of_blocks(text)
    yield from _INLINE.findall(text)


def _wrong(command: str) -> str | None:
    """What of a command there is not."""
    try:
        words = shlex.split(_PLACE.sub("", command))[1:]
    except ValueError:
        return "cannot be read as a command"
    here: click.Command = app
    context = click.Context(app, info_name="starl")
    for word in words:
        if word.startswith("-"):
            name = word.split("=")[0]
            known = {opt for p in here.get_params(context) for opt in (*p.opts, *p.secondary_opts)}
            free = context.ignore_unknown_options
            if name not in known and not free and name not in ("-", "--help", "-h", "--version"):
                return f"{context.info_name} has no option {name}"
        elif isinstance(here, click.Group) and (below := here.get_command(context, word)) is not None:
            settings = below.context_settings
            here, context = below, click.Context(below, info_name=word, parent=context, **settings)
        elif here is app:
            return f"there is no command {word}"
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_is_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = {command: _wrong(command) for command in _commands(text)}
    assert {command: wrong for command, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("starl check a.md --format json", None),
        ("starl serve [--host H] [--port N]", None),
        ("starl chek a.md", "there is no command chek"),
        ("starl check --formal json", "check has no option --formal"),
        ("starl story new --form x", "new has no option --form"),
        ("starl log 'a", "cannot be read as a command"),
    ],
)
def test_what_is_no_command_is_seen(command: str, wrong: str | None) -> None:
    assert _wrong(command) == wrong
