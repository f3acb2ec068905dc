"""Reading a history: git's stream of commits into the cache, and from there into memory."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import blake2b
from itertools import islice

from starl.inventory.git.cache import Cache, Commit
from starl.inventory.git.message import facts
from starl.inventory.git.repository import Repository, Tip

Report = Callable[[str, int], None]
"""Told what is done and how many commits are through."""

BATCH = 2_000
"""Commits that are kept at once: so much is read again after an interruption."""
_FORM = "%H%x00%P%x00%aN%x00%aE%x00%ad%x00%B"
_FIELDS = 6
_LOG = ("log", "--stdin", "-z", "--date=raw", "--encoding=UTF-8", "--no-color", "--no-notes", "--no-patch")
_DIFF = (
    "diff-tree",
    "--stdin",
    "-r",
    "-z",
    "--raw",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-abbrev",
)
_MOST_FILES = 60
"""A commit that touches more is a sweep over the tree, and its files tell nothing."""
_TELLS_NOTHING = re.compile(
    rb"(?:^|/)(?:ChangeLog|CHANGELOG|CHANGES|NEWS|HISTORY|AUTHORS|THANKS|TODO|README)[^/]*$|\.(?:po|pot|lock|sum|md|rst)$"
    rb"|(?:^|/)(?:package-lock\.json|pnpm-lock\.yaml|package\.json|version\.\w+|__init__\.py)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(-?\d{1,11}) ([+-])(\d\d)(\d\d)")


def update(repository: Repository, cache: Cache, report: Report) -> None:
    """Brings the cache up to the repository's commits. What was kept before an interruption is not read again."""
    heads = _still_there(repository, cache)
    wanted = [*repository.tips, *(f"^{sha}" for sha in sorted(heads))]
    if not repository.tips or heads.issuperset(repository.tips):
        return
    fields = repository.git.fields(*_LOG, "--topo-order", "--reverse", f"--format={_FORM}", given=wanted)
    done = 0
    while batch := list(islice(_commits(fields), BATCH)):
        rows = []
        for sha, parents, name, mail, date, message in batch:
            heads.difference_update(parents)
            heads.add(sha)
            told = facts(message)
            at, zone = moment(date)
            author = cache.author(name, mail)
            known = (told.subject, told.undone, told.marks, not parents)
            rows.append((bytes.fromhex(sha), author, at, zone, int(told.flags), *known))
        cache.add(rows, heads)
        done += len(batch)
        report("commits", done)


def _still_there(repository: Repository, cache: Cache) -> set[str]:
    """The cache's heads, without the commits that a rewritten history no longer reaches."""
    heads = cache.heads()
    if not heads:
        return heads
    answers = repository.git.text("cat-file", "--batch-check=%(objecttype)", given="\n".join(sorted(heads)))
    if answers.split("\n")[:-1] != ["commit"] * len(heads):
        cache.empty()
        return set()
    beyond = [*sorted(heads), *(f"^{tip}" for tip in repository.tips)]
    gone = repository.git.text("rev-list", "--stdin", "--parents", given="\n".join(beyond)).splitlines()
    if gone:
        lost = {line.split()[0] for line in gone}
        edges = {parent for line in gone for parent in line.split()[1:]}
        heads = (heads | edges) - lost
        cache.remove(lost, heads)
    return heads


def _commits(fields: Iterator[bytes]) -> Iterator[tuple[str, list[str], str, str, str, str]]:
    while len(record := list(islice(fields, _FIELDS))) == _FIELDS:
        sha, parents, *texts = (field.decode("utf-8", "replace") for field in record)
        name, mail, date, message = texts
        yield sha.strip(), parents.split(), name, mail, date, message


def moment(raw: str) -> tuple[int, int]:
    """Seconds since 1970 and minutes from UTC, from git's raw date; 0 where that is no sensible date.

    >>> moment("1112911993 -0730")
    (1112911993, -450)
    """
    match = _DATE.fullmatch(raw.strip())
    if not match:
        return 0, 0
    at = int(match[1])
    zone = int(match[3]) * 60 + int(match[4])
    if not 0 < at < 1 << 33 or zone > 14 * 60:
        return 0, 0
    return at, -zone if match[2] == "-" else zone


def update_files(repository: Repository, cache: Cache, commits: list[Commit], report: Report) -> None:
    """Reads which files these commits touch, where that is not kept yet: the newest first, which costs git least."""
    by_number = {commit.number: commit for commit in commits if not commit.root}
    missing = sorted(cache.without_files(by_number), reverse=True)
    numbers = {by_number[number].sha: number for number in missing}
    unchanged = dict(numbers)
    rows: list[tuple[int, bytes]] = []
    for done, (sha, paths) in enumerate(touched(repository, list(numbers)), 1):
        rows.append((unchanged.pop(sha), _packed(paths)))
        if len(rows) >= BATCH:
            cache.add_files(rows)
            rows = []
            report("files", done)
    cache.add_files([*rows, *((number, b"") for number in unchanged.values())])


def touched(repository: Repository, shas: list[str]) -> Iterator[tuple[str, list[bytes]]]:
    """The paths that each commit changed; merges, and commits that change nothing, do not come."""
    sha, paths = "", []
    change = False
    for field in repository.git.fields(*_DIFF, given=shas):
        if change:
            paths.append(field)
            change = False
        elif field.startswith(b":"):
            change = True
        else:
            if sha:
                yield sha, paths
            sha, paths = field.decode("ascii", "replace").strip(), []
    if sha:
        yield sha, paths


def path_hash(path: bytes) -> int:
    """The number by which a path is kept."""
    return int.from_bytes(blake2b(path, digest_size=8).digest(), "big", signed=True)


def _packed(paths: list[bytes]) -> bytes:
    if len(paths) > _MOST_FILES:
        return b""
    return array("q", [path_hash(path) for path in paths if not _TELLS_NOTHING.search(path)]).tobytes()


class History:
    """What the signs look at: a person's commits, those of others that point at them, releases, branches."""

    def __init__(
        self,
        commits: list[Commit],
        mine: set[int] | None,
        files: dict[int, array[int]],
        releases: tuple[Tip, ...] = (),
        branches: tuple[tuple[Tip, list[str]], ...] = (),
        now: int = 0,
    ) -> None:
        self.all = commits
        """Parents first; copies (backports, rebased branches) only once."""
        self.mine_alone = mine is not None
        """Whether one person is meant; else everybody is."""
        self._mine = mine
        self.files = files
        self.releases = releases
        self.branches = branches
        """Unmerged ones with the commits that only they have."""
        self.now = now
        self.copied: set[str] = set()
        """Commits of which another is the same: same author, time and subject."""
        self._without_copies()
        self.by_sha = {commit.sha: commit for commit in self.all}
        self._shas = sorted(self.by_sha)

    def _without_copies(self) -> None:
        first: dict[tuple[int, int, int], Commit] = {}
        kept = []
        for commit in self.all:
            same = first.setdefault((commit.author, commit.at, commit.subject), commit)
            if same is commit:
                kept.append(commit)
            else:
                self.copied |= {same.sha, commit.sha}
        self.all = kept

    def is_mine(self, commit: Commit) -> bool:
        """Whether the commit is by a person whom the scan is about."""
        return self._mine is None or commit.author in self._mine

    @cached_property
    def mine(self) -> list[Commit]:
        """The commits of those whom the scan is about, by time; those without a sensible time left out."""
        return sorted((c for c in self.all if self.is_mine(c) and c.at), key=lambda c: (c.at, c.number))

    @cached_property
    def by_author(self) -> dict[int, list[Commit]]:
        """`mine`, for each author alone."""
        found: dict[int, list[Commit]] = defaultdict(list)
        for commit in self.mine:
            found[commit.author].append(commit)
        return found

    @cached_property
    def by_subject(self) -> dict[int, list[Commit]]:
        """All commits by the hash of their subject, parents first."""
        found: dict[int, list[Commit]] = defaultdict(list)
        for commit in self.all:
            found[commit.subject].append(commit)
        return found

    @cached_property
    def busy_files(self) -> set[int]:
        """Files that so many commits touch that a shared one says nothing."""
        times = Counter(path for commit in self.mine for path in self.files.get(commit.number, ()))
        most = max(25, len(self.mine) // 30)
        return {path for path, number in times.items() if number > most}

    def find(self, prefix: str) -> Commit | None:
        """The one commit whose hash begins so."""
        if len(prefix) == 40:
            return self.by_sha.get(prefix)
        at = bisect_left(self._shas, prefix)
        fitting = [sha for sha in self._shas[at : at + 2] if sha.startswith(prefix)]
        return self.by_sha[fitting[0]] if len(fitting) == 1 else None
