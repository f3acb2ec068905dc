"""Postmortems, superseded decisions and yanked releases in a folder of documents."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from starl.inventory.candidate import Candidate, Sign, clean, issue_link
from starl.inventory.dates import day, first_day
from starl.inventory.words import is_guidance, naming
from starl.model.journal import Evidence, Source

KIND = "document"
SUFFIXES = (".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc", ".asciidoc", ".org")
_READ = 200_000
"""So many bytes of a document are looked at."""
_PASSED_OVER = frozenset(
    {"node_modules", "vendor", "third_party", "site-packages", "venv", "__pycache__", "target", "dist"}
)
_FRONT = re.compile(r"\A\ufeff?---\r?\n(.*?)\r?\n(?:---|\.\.\.)\r?\n", re.DOTALL)
_HEADING = re.compile(
    r"^(?:#{1,6}|={1,6}|\*{1,6})[ \t]+([^\n]{1,200})$|^([^\n]{2,120})\r?\n(?:={4,}|-{4,}|~{4,})[ \t]*$",
    re.MULTILINE,
)
_SECTIONS = re.compile(
    r"^\W*(?:\d+\W+)?(timeline|impact|root causes?|contributing (?:factors?|causes?)|detection|resolution|mitigations?|trigger"
    r"|action items?|lessons? learn(?:ed|t)|what went (?:wrong|badly|well)|where we got lucky|remediation"
    r"|corrective (?:and preventive )?(?:actions?|measures)|five whys|5 whys|recovery|what happened|follow[- ]?ups?)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^(?:\W*status\W*[:|]\W*|#{1,6}[ \t]*status[ \t]*\n+\W*|status\r?\n-+\r?\n+\W*)(superseded|deprecated)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DECISION = re.compile(r"^\W*(?:\d+\W+)?(context|decision|consequences)\b", re.IGNORECASE)
_YANKED = re.compile(
    r"^#{1,4}[ \t]*\[?v?(\d+(?:\.\d+)+[\w.+-]*)\]?[^\n]{0,60}?[\[(]yanked[\])]?[^\n]*$|"
    r"^#{1,4}[ \t]*\[YANKED\][ \t]*\[?v?(\d+(?:\.\d+)+[\w.+-]*)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CHANGELOG = re.compile(r"^(?:changelog|changes|history|releases?|release[-_]notes|news)\b", re.IGNORECASE)
_DATED = re.compile(r"^\W*(?:incident )?date\W*[:|]\W*([^\n|]{6,40})", re.IGNORECASE | re.MULTILINE)
_COMMIT = re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,40}\b")
_ISSUE = re.compile(r"(?<![\w/&])#(\d{1,7})\b|\b([A-Z]{2,10}-\d{1,7})\b")
_NO_ISSUE = re.compile(r"(?:UTF|SHA|ISO|RFC|CVE|TLS|SEV|ADR|UTC)-")
_MOST_LINKS = 3
"""A document that names more issues than this is about none of them alone."""


class Document(NamedTuple):
    """A document, read."""

    name: str
    """Its path below the folder that was given, with slashes."""
    folder: str
    """What the folder is called."""
    text: str
    changed: dt.date


def documents_in(folder: Path, report: Callable[[str, int], None]) -> Iterator[Path]:
    """The documents of a folder and its sub-folders; hidden ones, libraries and other repositories are left alone."""
    for number, (place, folders, files) in enumerate(os.walk(folder), 1):
        report("folders", number)
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _PASSED_OVER and not (here / name / ".git").exists()
        )
        yield from (here / name for name in sorted(files) if is_document(name))


def is_document(name: str) -> bool:
    """Whether a file of this name is a text that people write."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def scan_documents(
    files: Iterable[Path], folder: Path, project: str, report: Callable[[str, int], None]
) -> Iterator[Candidate]:
    """The candidates in these files; what cannot be read is passed over."""
    for number, path in enumerate(files, 1):
        document = _read(path, folder)
        if document is not None:
            yield from look(document, project)
        report("documents", number)


def look(document: Document, project: str) -> Iterator[Candidate]:
    """The candidates in one document."""
    if _CHANGELOG.match(PurePosixPath(document.name).name):
        yield from _yanked(document, project)
        return
    front = _front(document.text)
    headings = [clean(a or b) for a, b in _HEADING.findall(document.text)]
    title = (
        clean(str(front.get("title") or ""))
        or (headings[0] if headings else "")
        or PurePosixPath(document.name).stem
    )
    for look_for in (_decision, _postmortem):
        found = look_for(document, front, headings, title)
        if found is not None:
            sign, named = found
            yield _candidate(document, project, sign, named, _day(document, front, title))
            return


def _postmortem(
    document: Document, front: dict[str, object], headings: list[str], title: str
) -> tuple[Sign, str] | None:
    stem = PurePosixPath(document.name).stem.replace("-", " ").replace("_", " ")
    if is_guidance(title) or is_guidance(stem):
        return None
    labels = " ".join(
        str(front.get(key, "")) for key in ("type", "category", "categories", "tags", "kind", "layout")
    )
    called = naming(title) or naming(stem) or naming(labels)
    sections = {match[1].lower() for heading in headings if (match := _SECTIONS.match(heading))}
    if called is None and len(sections) < 4:
        return None
    weight = (called.weight - 0.15 if called else 0.3) + min(0.3, 0.08 * len(sections))
    if front.get("severity") or front.get("incident_date"):
        weight += 0.1
    parts = [f"its title says {called.noun}"] if called and called.pattern.search(title) else []
    if called and not parts:
        parts = [f"its file or front matter says {called.noun}"]
    if sections:
        parts.append(f"it has the headings {', '.join(sorted(sections))}")
    return Sign("postmortem", round(min(weight, 0.85), 2), "; ".join(parts)), title


def _decision(
    document: Document, front: dict[str, object], headings: list[str], title: str
) -> tuple[Sign, str] | None:
    status = str(front.get("status", ""))
    match = re.match(r"\s*(superseded|deprecated)", status, re.IGNORECASE) or _STATUS.search(
        document.text[:3000]
    )
    if not match:
        return None
    parts = {found[1].lower() for heading in headings if (found := _DECISION.match(heading))}
    placed = re.search(r"(?:^|/)(?:adrs?|decisions|rfcs?)/|(?:^|/)\d{3,4}[-_]", document.name, re.IGNORECASE)
    if not placed and len(parts) < 2:
        return None
    what = match[1].lower()
    weight = 0.4 if what == "superseded" else 0.3
    return Sign("decision", weight, f"a decision that was {what} later"), f"Decision {what}: {title}"


def _yanked(document: Document, project: str) -> Iterator[Candidate]:
    for match in _YANKED.finditer(document.text):
        version = match[1] or match[2]
        date = first_day(match[0]) or document.changed
        heading = clean(match[0].lstrip("# "))
        yield Candidate(
            source=Source(KIND, f"yanked:{document.folder}/{document.name}:{version}"),
            title=f"Release withdrawn: {project} {version}",
            date=date,
            signs=(Sign("yanked", 0.55, f"the changelog says that {version} was yanked"),),
            evidence=(Evidence("file", document.name, heading, date),),
            project=project,
        )


def _candidate(document: Document, project: str, sign: Sign, title: str, date: dt.date) -> Candidate:
    return Candidate(
        source=Source(KIND, f"{document.folder}/{document.name}"),
        title=clean(title),
        date=date,
        signs=(sign,),
        evidence=(Evidence("file", document.name, clean(title), date),),
        project=project,
        links=_links(document.text, project),
    )


def _links(text: str, project: str) -> frozenset[str]:
    commits = {f"commit:{sha[:12]}" for sha in _COMMIT.findall(text)}
    issues = {number or key for number, key in _ISSUE.findall(text) if not _NO_ISSUE.match(key)}
    found = [
        group
        for group in (commits, {issue_link(project, issue) for issue in issues})
        if len(group) <= _MOST_LINKS
    ]
    return frozenset().union(*found)


def _day(document: Document, front: dict[str, object], title: str) -> dt.date:
    """The day of the event: from the front matter, a line `Date:`, the title, the name, the text; else the file's."""
    for key in ("incident_date", "date", "day", "created", "start"):
        if (found := day(front.get(key))) is not None:
            return found
    dated = _DATED.search(document.text[:4000])
    return (
        (day(dated[1]) if dated else None)
        or first_day(title)
        or first_day(document.name)
        or first_day(document.text[:4000])
        or document.changed
    )


def _front(text: str) -> dict[str, object]:
    match = _FRONT.match(text)
    if not match:
        return {}
    try:
        found = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key).lower(): value for key, value in found.items()} if isinstance(found, dict) else {}


def _read(path: Path, folder: Path) -> Document | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(_READ)
        changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
    except OSError:
        return None
    if b"\0" in data:
        return None
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    top = folder.resolve()
    name = path.relative_to(folder).as_posix() if path != folder else path.name
    return Document(name, top.name if path != folder else top.parent.name, text, changed)
