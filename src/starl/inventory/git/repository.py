"""A repository: whether there is one, its releases, its branches, and who its user is."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from starl.inventory.git.command import Git

_RELEASE = re.compile(r"(?:^|[a-z/_.-])v?\d+(?:[._-]\d+){1,3}$", re.IGNORECASE)
_TRUNK = re.compile(r"(?:^|/)(?:main|master|trunk|develop|dev|devel|development)$")
_KEPT_APART = re.compile(
    r"(?:^|/)(?:gh-pages|pages|stable.*|maint.*|lts.*|releases?[/-].*|support/.*|v?\d+(?:[._-](?:\d+|x))+"
    r"|(?:dependabot|renovate|snyk|pre-commit-ci)[/-].*)$",
    re.IGNORECASE,
)
_MOST_BRANCHES = 300


class Tip(NamedTuple):
    """Where a branch or a release stands."""

    name: str
    sha: str
    at: int
    """Seconds since 1970; of a release, when it was made."""


class Repository(NamedTuple):
    """What is asked of a repository before its history is read."""

    git: Git
    name: str
    key: str
    """Names the repository's cache: a hash of where it lies."""
    identity: tuple[str, ...]
    """The configured user's name and address, as far as there are any."""
    shallow: bool
    bare: bool
    tips: tuple[str, ...]
    """The commits from which all others are reached."""
    trunk: tuple[str, ...]
    """The commits of the branches into which others are merged."""
    releases: tuple[Tip, ...]
    """By time."""
    branches: tuple[Tip, ...]
    """Those that might be meant to be merged, the ones with the oldest tips first."""


def is_repository(path: Path) -> bool:
    """Whether a folder is the top of a repository, with or without a work tree."""
    return (path / ".git").exists() or all((path / part).exists() for part in ("HEAD", "objects", "refs"))


def open_repository(path: Path) -> Repository:
    """The repository at this path. Raises GitError where git cannot read it."""
    git = Git(path)
    said = git.text(
        "rev-parse", "--is-shallow-repository", "--is-bare-repository", "--git-common-dir"
    ).splitlines()
    place = (path / "\n".join(said[2:])).resolve()
    refs = _refs(git)
    head = git.maybe("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    releases = sorted(
        (tip for name, tip in refs if name.startswith("refs/tags/") and _RELEASE.search(tip.name)),
        key=lambda tip: (tip.at, tip.name),
    )
    branches = [(name, tip) for name, tip in refs if not name.startswith("refs/tags/")]
    trunk = [tip.sha for _, tip in branches if _TRUNK.search(tip.name)]
    if head and (not trunk or _on_trunk(git)):
        trunk.append(head)
    open_ones = sorted(
        (
            tip
            for name, tip in branches
            if not _TRUNK.search(tip.name) and not _KEPT_APART.search(tip.name) and not name.endswith("/HEAD")
        ),
        key=lambda tip: tip.at,
    )
    different = {tip.sha: tip for tip in reversed(open_ones)}
    return Repository(
        git=git,
        name=_name(place, path),
        key=blake2b(str(place).encode(errors="surrogateescape"), digest_size=10).hexdigest(),
        identity=tuple(
            filter(None, (git.maybe("config", "--get", f"user.{what}") for what in ("email", "name")))
        ),
        shallow=said[0] == "true",
        bare=said[1] == "true",
        tips=tuple(dict.fromkeys([*([head] if head else []), *(tip.sha for _, tip in refs)])),
        trunk=tuple(dict.fromkeys(trunk)),
        releases=tuple(releases),
        branches=tuple(list(different.values())[-_MOST_BRANCHES:])[::-1],
    )


def _refs(git: Git) -> list[tuple[str, Tip]]:
    """Branches, remote branches and tags that lead to a commit."""
    form = "%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:raw)"
    found = []
    for line in git.text("for-each-ref", f"--format={form}", "refs/heads", "refs/remotes", "refs/tags").split(
        "\n"
    ):
        if not line:
            continue
        name, kind, sha, peeled_kind, peeled, date = line.split("\0")
        if peeled_kind:
            kind, sha = peeled_kind, peeled
        if kind == "commit":
            short = name.split("/", 2)[2]
            found.append((name, Tip(short, sha, _seconds(date))))
    return found


def _on_trunk(git: Git) -> bool:
    branch = git.maybe("symbolic-ref", "--quiet", "HEAD")
    return branch is None or bool(_TRUNK.search(branch))


def _seconds(raw: str) -> int:
    number = raw.partition(" ")[0]
    return int(number) if number.isdecimal() and len(number) < 12 else 0


def _name(place: Path, path: Path) -> str:
    """What people call it: the folder above `.git`, or the bare folder without its ending."""
    if place.name == ".git":
        return place.parent.name
    return place.name.removesuffix(".git") if place == path.resolve() else path.resolve().name
