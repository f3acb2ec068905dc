"""Each sign finds what was planted for it, and is silent at what looks like it and is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from starl.inventory.candidate import Candidate
from starl.inventory.git.scan import Scanned, scan_repository
from starl.inventory.merge import merged
from starl.inventory.person import Person

from .repositories import ANN, BOB, NOW, Planted

Ann = Person(("ann@example.org",))


def scanned(path: Path, person: Person = Ann) -> Scanned:
    return scan_repository(path, path.parent / "caches", person, NOW, lambda what, number: None)


def signs(path: Path, person: Person = Ann) -> dict[str, Candidate]:
    """The candidates by the kind of their sign; one of each is planted."""
    found: dict[str, Candidate] = {}
    for item in scanned(path, person).findings:
        for sign in item.signs:
            assert sign.kind not in found, f"two of {sign.kind}: {item.title} and {found[sign.kind].title}"
            found[sign.kind] = item
    return found


def quiet(planted: Planted, number: int = 40) -> str:
    """Usual work in the daytime, on files that nothing else touches."""
    return [planted.commit(f"Add part {n}", f"part{n}.py", day=n * 3.0) for n in range(number)][-1]


def revert(planted: Planted) -> None:
    sha = planted.commit("Use the new parser", day=200)
    planted.commit(f'Revert "Use the new parser"\n\nThis reverts commit {sha}.\n', day=205)


def revert_by_another(planted: Planted) -> None:
    planted.commit("Use the new parser (#12)", day=200)
    planted.commit('Revert "Use the new parser"', day=205, author=BOB)


def conventional_revert(planted: Planted) -> None:
    planted.commit("feat: use the new parser", day=200)
    planted.commit("revert: feat: use the new parser", day=201)


def backed_out(planted: Planted) -> None:
    planted.commit("Backed out changeset 1234567 for failing everywhere", day=200)


def reland(planted: Planted) -> None:
    planted.commit("Use the new parser", day=200)
    planted.commit('Revert "Use the new parser"', day=201)
    planted.commit('Revert "Revert "Use the new parser""', day=209)


def reapplied(planted: Planted) -> None:
    planted.commit("Use the new parser", day=200)
    planted.commit('Revert "Use the new parser"', day=201)
    planted.commit('Reapply "Use the new parser"', day=209)


def hotfix(planted: Planted) -> None:
    for number, day in enumerate((10, 70, 130)):
        planted.tag(f"v1.{number}", planted.commit(f"Release {number}", "version.py", day=day))
    planted.commit("Hotfix: the login page is broken", day=130.5)


def point_release(planted: Planted) -> None:
    for number, day in enumerate((10, 70, 130)):
        planted.tag(f"v1.{number}", planted.commit(f"Release {number}", "version.py", day=day))
    planted.tag("v1.2.1", planted.commit("Fix the login page", day=130.6), day=131.5)


def chain(planted: Planted) -> None:
    planted.commit("Add retries", "net.py", day=200)
    for hour, subject in enumerate(("Fix the retries", "Really fix the retries", "Fix the retries for good")):
        planted.commit(subject, "net.py", day=200.5 + hour / 4)


def mends_trailer(planted: Planted) -> None:
    sha = planted.commit("net: keep connections", day=200)
    planted.commit(f'net: count them\n\nFixes: {sha[:12]} ("net: keep connections")\n', day=240)


def again(planted: Planted) -> None:
    for number in range(6):
        planted.commit(f"Fix rounding {number}", "money.py", day=200 + number * 7)


def issue(planted: Planted) -> None:
    planted.commit("Round halves up, fixes #42", "a.py", day=200)
    planted.commit("Round halves to even. Closes #42", "b.py", day=230)


def night(planted: Planted) -> None:
    for number in range(5):
        planted.commit(f"Finish page {number}", day=200 + (13.5 + number / 4) / 24)
    planted.tag("v2.0", planted.commit("Version 2", day=201))


def branch(planted: Planted) -> None:
    base = planted.commit("Before", day=200)
    for number in range(5):
        onto = base if number == 0 else ""
        planted.commit(f"Rewrite {number}", day=201 + number * 7, branch="rewrite", onto=onto)


def checks(planted: Planted) -> None:
    for number, subject in enumerate(
        ("Fix CI", "Fix the build again", "ci: try to fix caching", "Fix travis")
    ):
        planted.commit(subject, f".ci/{number}.yml", day=200 + number / 24)


PLANTED: dict[str, list[tuple[Callable[[Planted], None], str]]] = {
    "revert": [
        (revert, "you took back your own commit after 5 days"),
        (revert_by_another, "somebody else took back your commit after 5 days"),
        (conventional_revert, "you took back your own commit after 1 day"),
        (backed_out, "a commit takes something back"),
    ],
    "reland": [
        (reland, "it was taken back, and brought back 8 days later"),
        (reapplied, "it was taken back, and brought back 8 days later"),
    ],
    "hotfix": [
        (hotfix, "a fix within 12 hours after v1.2"),
        (point_release, "a fix within 14 hours after v1.2, and v1.2.1 had to follow after 2 days"),
    ],
    "chain": [
        (chain, "3 fixes to the same files within 1 day"),
        (mends_trailer, "a later commit of your own says that it mends it, 1 month later"),
    ],
    "again": [(again, "6 fixes on different days within 1 month")],
    "issue": [(issue, "#42 was fixed twice, 1 month from first to last")],
    "night": [(night, "5 commits at night in the three days before v2.0, which is unusual here")],
    "branch": [
        (branch, "5 commits over 28 days on a branch that was never merged, quiet for 7 months"),
    ],
    "checks": [(checks, "4 commits in a row to mend the build or the checks, within 3 hours")],
}


@pytest.mark.parametrize(
    ("sign", "plant", "reason"),
    [(sign, plant, reason) for sign, cases in PLANTED.items() for plant, reason in cases],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_a_planted_event_is_found(
    tmp_path: Path, sign: str, plant: Callable[[Planted], None], reason: str
) -> None:
    with Planted(tmp_path / "shop") as planted:
        quiet(planted)
        plant(planted)
    found = signs(tmp_path / "shop")
    assert found[sign].reasons == (reason,)
    assert found[sign].project == "shop"
    assert found[sign].evidence
    assert set(found) <= {sign, "revert"}, "what was planted for one sign is not taken for another"


def fresh_revert(planted: Planted) -> None:
    planted.commit("Use the new parser", day=200)
    planted.commit('Revert "Use the new parser"', day=200.01)


def of_others(planted: Planted) -> None:
    planted.commit("Use the new parser", day=200, author=BOB)
    planted.commit('Revert "Use the new parser"', day=205, author=BOB)


def two_fixes_in_one_place_far_apart(planted: Planted) -> None:
    planted.commit("Fix the retries", "net.py", day=200)
    planted.commit("Fix the retries more", "net.py", day=220)


def small_fixes(planted: Planted) -> None:
    for number in range(8):
        planted.commit(f"Fix typo {number}", "guide.py", day=200 + number * 2)


def merged_by_rebase(planted: Planted) -> None:
    base = planted.commit("Before", day=200)
    for number in range(5):
        onto = base if number == 0 else ""
        planted.commit(f"Rewrite {number}", f"r{number}", day=201 + number * 7, branch="rewrite", onto=onto)
    for number in range(5):
        planted.commit(f"Rewrite {number}", f"r{number}", day=201 + number * 7)


def kept_branch(planted: Planted) -> None:
    base = planted.commit("Before", day=200)
    for number in range(5):
        onto = base if number == 0 else ""
        planted.commit(f"Backport {number}", day=201 + number * 7, branch="release/1.x", onto=onto)


def young_branch(planted: Planted) -> None:
    base = planted.commit("Before", day=400)
    for number in range(5):
        planted.commit(
            f"Rewrite {number}", day=401 + number * 7, branch="rewrite", onto=base if not number else ""
        )


def one_repair_of_the_build(planted: Planted) -> None:
    planted.commit("Fix CI", "ci.yml", day=200)
    planted.commit("ci: add caching", "ci.yml", day=200.1)


def talk_of_reverts(planted: Planted) -> None:
    planted.commit("Reverts are weighed by what their message says", day=200)


def fix_long_after_a_release(planted: Planted) -> None:
    planted.tag("v1.0", planted.commit("Release", "version.py", day=200))
    planted.commit("Hotfix: the login page is broken", day=220)


@pytest.mark.parametrize(
    "plant",
    [
        of_others,
        two_fixes_in_one_place_far_apart,
        small_fixes,
        merged_by_rebase,
        kept_branch,
        young_branch,
        one_repair_of_the_build,
        talk_of_reverts,
        fix_long_after_a_release,
    ],
    ids=lambda plant: plant.__name__,
)
def test_what_looks_like_it_and_is_not(tmp_path: Path, plant: Callable[[Planted], None]) -> None:
    with Planted(tmp_path / "shop") as planted:
        quiet(planted)
        plant(planted)
    assert signs(tmp_path / "shop") == {}


def test_a_night_owl_has_no_unusual_nights(tmp_path: Path) -> None:
    with Planted(tmp_path / "shop") as planted:
        for number in range(30):
            planted.commit(f"Page {number}", day=number + 13 / 24)
        planted.tag("v1.0", planted.commit("Version", day=30))
        night(planted)
    assert "night" not in signs(tmp_path / "shop")


def test_a_slip_of_minutes_counts_less_than_what_was_out_in_a_release(tmp_path: Path) -> None:
    with Planted(tmp_path / "slip") as planted:
        fresh_revert(planted)
    with Planted(tmp_path / "released") as planted:
        planted.tag("v1.0", planted.commit("Use the new parser", day=200), day=201)
        planted.commit('Revert "Use the new parser"', day=220)
    slip, released = (signs(tmp_path / name)["revert"] for name in ("slip", "released"))
    assert slip.score < 0.3 < 0.6 < released.score
    assert "v1.0 had gone out with it" in released.reasons[0]


def test_a_revert_and_its_reland_are_one_event(tmp_path: Path) -> None:
    with Planted(tmp_path / "shop") as planted:
        reland(planted)
    (event,) = merged(scanned(tmp_path / "shop").findings)
    assert {sign.kind for sign in event.signs} == {"revert", "reland"}
    assert len(event.evidence) == 3
    assert event.evidence[0].text == "Use the new parser"


def test_a_series_taken_back_at_once_is_one_event(tmp_path: Path) -> None:
    with Planted(tmp_path / "shop") as planted:
        for number in range(3):
            planted.commit(f"Step {number}", day=200 + number / 10)
        for number in range(3):
            planted.commit(f'Revert "Step {number}"', day=210 + number / 1000)
    assert len(merged(scanned(tmp_path / "shop").findings)) == 1


@pytest.mark.parametrize(
    ("person", "number"),
    [
        (Person(("ANN@example.org",)), 1),
        (Person(("ann example",)), 1),
        (Person(("Bob Example",)), 1),
        (Person(("ann", "example")), 0),
        (Person(everyone=True), 2),
    ],
)
def test_whose_failures(tmp_path: Path, person: Person, number: int) -> None:
    with Planted(tmp_path / "shop") as planted:
        for author in (ANN, BOB):
            planted.commit(f"Parser of {author}", author=author)
            planted.commit(f'Revert "Parser of {author}"', author=author)
    assert len(scanned(tmp_path / "shop", person).findings) == number
