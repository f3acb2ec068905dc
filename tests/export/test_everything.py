"""The whole journal out and in again: nothing is lost, nothing comes twice, nothing half done looks whole."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.export.files import FolderFiles, TarFiles
from starl.export.remark import Remark
from starl.export.restore import restore
from starl.export.taking import Restored
from starl.export.write import export_folder, export_tar
from starl.model.journal import EntryFilter
from starl.model.practice import Card, Rating, ReviewLog
from starl.model.story_record import Revision, StoryRecord
from starl.store.store import Store, open_store
from tests.store.records import (
    MORNING,
    attempt,
    card,
    dismissal,
    entry,
    experience,
    improvement,
    interview,
    keep_shared,
    mock,
    story,
    use,
)
from tests.store.records import (
    take as new_take,
)
from tests.store.test_round_trip import (
    ATTEMPTS,
    CARDS,
    DISMISSALS,
    ENTRIES,
    EXPERIENCES,
    ID,
    IMPROVEMENTS,
    INTERVIEWS,
    JSON,
    MOCKS,
    MOMENT,
    STORIES,
    TAKES,
    TEXT,
    USES,
    VERDICT,
)

HARD = st.sampled_from(
    [
        "",
        "\n",
        "\r\n",
        "---\n",
        "---",
        "a\n---\nb",
        "\ufeffx",
        "x\r",
        "no",
        "~",
        "a: b",
        "# c",
        "\x85\u2028",
        "'\"\\",
        "{}",
    ]
)
REVISIONS = st.lists(
    st.tuples(TEXT | HARD, st.none() | VERDICT, MOMENT, TEXT | HARD, st.none() | TEXT | HARD), max_size=3
)  # fmt: skip


def _nothing(_: object = None) -> None:
    pass


def take(store: Store, folder: Path) -> tuple[Restored, list[Remark]]:
    remarks: list[Remark] = []
    return restore(store, FolderFiles(folder), remarks.append, _nothing), remarks


def everything(store: Store) -> dict[str, Any]:
    stories = store.stories.select(binned=None)
    return {
        "entries": list(store.entries.each(EntryFilter(binned=None))),
        "stories": sorted(stories, key=lambda item: item.id),
        "revisions": {item.id: store.stories.revisions(item.id) for item in stories},
        "experiences": sorted(store.experiences.select(), key=lambda item: item.id),
        "improvements": sorted(store.improvements.select(), key=lambda item: item.id),
        "interviews": store.interviews.select(),
        "uses": store.uses.select(),
        "attempts": store.attempts.select(),
        "takes": store.takes.select(),
        "mocks": store.mocks.select(),
        "dismissals": store.dismissals.select(),
        "cards": sorted(store.cards.select(), key=lambda item: item.id),
        "reviews": store.cards.logs(),
        "shares": store.shares.select(),
        "feedback": store.feedback.select(),
        "links": store.share_links.select(),
        "visits": store.share_visits.select(),
        "settings": store.settings.all(),
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def journal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database whose owners are the journals of the examples."""
    if request.param == "sqlite":
        where: str | Path = tmp_path_factory.mktemp("home") / "journal.sqlite"
    else:
        where = request.getfixturevalue("database")
    with open_store(where) as store:
        yield store


def _by(*names: str) -> Any:
    return tuple((lambda item, name=name: getattr(item, name)) for name in names)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_out_and_in_again_is_equal(journal: Store, tmp_path_factory: Any, data: st.DataObject) -> None:
    draw = data.draw
    first, second = (Store(journal.engine, uuid4().hex) for _ in range(2))
    text = TEXT | HARD
    entries = draw(st.lists(ENTRIES, max_size=3, unique_by=_by("id")))
    first.entries.add_many(
        replace(
            item, text=draw(text), lesson=draw(st.none() | text), tags=tuple(draw(st.lists(text, max_size=2)))
        )
        for item in entries
    )
    first.experiences.add_many(draw(st.lists(EXPERIENCES, max_size=2)))
    for change in draw(st.lists(IMPROVEMENTS, max_size=2, unique_by=_by("id"))):
        first.improvements.add(change)
    for record in draw(st.lists(STORIES, max_size=2, unique_by=_by("id", "slug"))):
        _add_story(first, record, draw(REVISIONS))
        for told in draw(st.lists(USES, max_size=2, unique_by=_by("id"))):
            if first.uses.get(told.id) is None:
                first.uses.add(replace(told, story=record.id, note=draw(text)))
        if draw(st.booleans()):
            keep_shared(first, record.id, draw(text))
        for set_aside in draw(st.lists(DISMISSALS, max_size=2)):
            first.dismissals.add(replace(set_aside, story=record.id, evidence=draw(text)))
    for met in draw(st.lists(INTERVIEWS, max_size=2, unique_by=_by("id"))):
        first.interviews.add(met)
    for tried in draw(st.lists(ATTEMPTS, max_size=2, unique_by=_by("id"))):
        first.attempts.add(tried)
    for rehearsed in draw(st.lists(TAKES, max_size=2, unique_by=_by("id"))):
        first.takes.add(rehearsed)
    for asked in draw(st.lists(MOCKS, max_size=2, unique_by=_by("id"))):
        first.mocks.add(asked)
    for item in draw(st.lists(CARDS, max_size=2, unique_by=_by("id", "item"))):
        _add_card(first, item, draw(st.lists(ID, max_size=2, unique=True)))
    for name, value in draw(st.dictionaries(TEXT, JSON, max_size=2)).items():
        first.settings.set(name, value)

    folder = tmp_path_factory.mktemp("export")
    counts = export_folder(first, folder / "one", _nothing)
    restored, remarks = take(second, folder / "one")
    assert remarks == []
    assert everything(second) == everything(first)
    assert +restored.added == +counts
    export_folder(second, folder / "two", _nothing)
    assert contents(folder / "one") == contents(folder / "two")
    again, _ = take(second, folder / "one")
    assert +again.known == +counts
    assert not +again.added
    assert everything(second) == everything(first)
    tar = io.BytesIO()
    export_tar(second, tar, _nothing)
    third = Store(journal.engine, uuid4().hex)
    restore(third, TarFiles(tar, "export.tar"), remarks.append, _nothing)
    assert everything(third) == everything(first)
    shutil.rmtree(folder)


def _add_story(store: Store, record: StoryRecord, saves: list[Any]) -> None:
    revisions = [
        Revision(record.id, number, saved, text, verdict, note, session)
        for number, (text, verdict, saved, note, session) in enumerate(saves, 1)
    ]
    store.stories.add(record, revisions)


def _add_card(store: Store, item: Card, reviews: list[str]) -> None:
    store.cards.add(item)
    known = {log.id for log in store.cards.logs()}
    store.cards.add_logs(
        [ReviewLog(log, item.id, Rating.GOOD, item.due, 3) for log in reviews if log not in known]
    )


SOUND = b"RIFF\xff\0 a recording"


def _full(store: Store) -> None:
    kept = store.entries.add(entry(store, "Dropped the wrong table\non a Friday", tags=("database",)))
    store.entries.add(entry(store, "An old one"))
    binned = store.entries.add(entry(store, "Thrown away"))
    store.entries.bin(binned.id)
    made = story(store, "The import", entry=kept.id)
    store.stories.save(made, "---\ntitle: The import\n---\n## Situation\nFirst.\n")
    store.stories.save(made, "## Situation\nSecond.\n", note="shorter")
    store.experiences.add(experience(store))
    store.improvements.add(improvement(store))
    met = store.interviews.add(interview(store))
    store.uses.add(use(store, made.id, interview=met.id))
    store.dismissals.add(dismissal(store, made.id))
    store.attempts.add(attempt(store))
    spoken = new_take(store, made.id)
    store.takes.add(replace(spoken, audio=f"{spoken.id}.wav"), SOUND)
    store.takes.add(new_take(store, made.id))
    store.mocks.add(mock(store))
    asked = store.cards.add(card(store))
    store.cards.record(asked, ReviewLog(store.new_id(), asked.id, Rating.GOOD, MORNING))
    store.settings.set("language", "en")


@pytest.fixture
def full(store: Store) -> Store:
    """A journal with something of every kind."""
    _full(store)
    return store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """Another home."""
    with open_store(tmp_path / "other" / "journal.sqlite") as opened:
        yield opened


def test_a_person_finds_their_way(full: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)
    names = sorted(contents(tmp_path / "out"))
    stems = [re.sub("-?01[0-9a-z]{8,}", "", name) for name in names]
    assert stems == [
        "README.md",
        "SHA256SUMS",
        "attempts.jsonl",
        "bin/entries/2025/2025-03-14-thrown-away.md",
        "cards.jsonl",
        "entries/2025/2025-03-14-an-old-one.md",
        "entries/2025/2025-03-14-dropped-the-wrong-table-on-a-friday.md",
        "experiences.jsonl",
        "improvements.jsonl",
        "interviews.jsonl",
        "manifest.json",
        "mocks.jsonl",
        "settings.json",
        "stories/the-import/revision-1.md",
        "stories/the-import/story.json",
        "stories/the-import/story.md",
        "story_shares.jsonl",
        "story_shares_feedback.jsonl",
        "story_shares_links.jsonl",
        "story_shares_visits.jsonl",
        "takes.jsonl",
        "takes_audio/.wav",
    ]
    page = next((tmp_path / "out" / "entries" / "2025").glob("*dropped*")).read_text(encoding="utf-8")
    assert page.endswith("\ntags: [database]\n---\nDropped the wrong table\non a Friday\n")
    (newest,) = (tmp_path / "out" / "stories").glob("*/story.md")
    assert newest.read_text(encoding="utf-8") == "## Situation\nSecond.\n"
    assert newest.with_name("revision-1.md").read_text(encoding="utf-8").startswith("---\ntitle: The import")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["counts"] == {
        "entries": 3, "stories": 1, "revisions": 2, "experiences": 1, "improvements": 1, "cards": 1, "reviews": 1,
        "settings": 1, "interviews": 1, "uses": 1, "attempts": 1, "dismissals": 1,
        "takes": 2, "recordings": 1, "mock interviews": 1,
        "shared stories": 0, "peer reviews": 0, "share links": 0, "visits": 0,
    }  # fmt: skip


def _spoil(name: str, data: bytes | None) -> Any:
    def spoil(folder: Path) -> None:
        path = next(folder.glob(name))
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said", "lost"),
    [
        (_spoil("entries/*/*old*", b"\0" * 300), "does not begin with front matter", "entries"),
        (_spoil("entries/*/*old*", b"---\nid: [\n---\n"), "not YAML: line 3", "entries"),
        (_spoil("entries/*/*old*", b"---\nid: a\n---\nx\n"), "created and updated and date missing", "entries"),
        (_spoil("entries/*/*old*", b"\xff\n"), "byte 0 is no UTF-8", "entries"),
        (_spoil("entries/*/*old*", None), "is missing", "entries"),
        (_spoil("stories/*/revision-1.md", None), "revision-1.md, a text of this story, is missing", "stories"),
        (_spoil("stories/*/story.json", b"{"), "is no JSON", "stories"),
        (_spoil("cards.jsonl", b'{"id": 7}\n'), "id is 7, which is not a text", "cards"),
        (_spoil("experiences.jsonl", b"[]\n"), "no JSON object", "experiences"),
        (_spoil("improvements.jsonl", b'{"id": "a", "created": "2025-01-01"}'), "which is no moment", "improvements"),
        (_spoil("attempts.jsonl", b'{"id": "a", "kind": "x"}\n'), "which is none of story_development", "attempts"),
        (_spoil("takes.jsonl", b'{"id": "a", "source": "x"}\n'), "which is none of typed", "takes"),
        (_spoil("takes_audio/*.wav", b"RIFF"), "it is not what was exported", "recordings"),
        (_spoil("takes_audio/*.wav", None), "is missing", "recordings"),
        (_spoil("mocks.jsonl", b"7\n"), "no JSON object", "mock interviews"),
        (_spoil("interviews.jsonl", None), "is missing", "interviews"),
        (_spoil("settings.json", b"7"), "no JSON object", "settings"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_named_and_the_rest_taken(
    empty: Store, tmp_path: Path, spoil: Any, said: str, lost: str
) -> None:
    with open_store(tmp_path / "journal.sqlite") as source:
        _full(source)
        counts = export_folder(source, tmp_path / "out", _nothing)
    spoil(tmp_path / "out")
    restored, remarks = take(empty, tmp_path / "out")
    faults = [remark for remark in remarks if remark.fault]
    assert any(said in remark.said for remark in faults), remarks
    left_out = +(counts - restored.added)
    assert lost in left_out
    assert set(left_out) <= {lost, "revisions", "reviews", "uses", "dismissals", "recordings"}
    assert empty.engine.check() == []


def test_a_page_changed_by_hand_is_taken_as_it_is(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)
    page = next((tmp_path / "out" / "entries" / "2025").glob("*old*"))
    text = page.read_text(encoding="utf-8").replace(
        "\n---\nAn old", "\ntags:\n- one\n- 2\naliases: [x]\n---\nMy old"
    )
    page.write_bytes(text.replace("\n", "\r\n").encode())
    _, remarks = take(empty, tmp_path / "out")
    assert [remark.fault for remark in remarks] == [False, False]
    assert "changed after the export" in remarks[0].said
    assert "'aliases'" in remarks[1].said
    (entry_again,) = (item for item in empty.entries.each() if "old" in item.text)
    assert (entry_again.text, entry_again.tags) == ("My old one", ("one", "2"))


def test_what_is_there_stays_as_it_is(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)
    take(empty, tmp_path / "out")
    changed = empty.entries.update(replace(next(empty.entries.each()), text="Better words"))
    empty.settings.set("language", "de")
    mine = empty.stories.select()[0]
    empty.stories.purge(mine.id)
    other = empty.stories.save(story(empty, "The import"), "Another story of that name")
    take(empty, tmp_path / "out")
    assert empty.entries.get(changed.id) == changed
    assert empty.settings.get("language") == "de"
    back = empty.stories.get(mine.id)
    assert other.slug == "the-import"
    assert back is not None
    assert back.slug == "the-import-2"


def test_an_export_from_before_interviews_is_taken_in(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)
    for name in ("interviews.jsonl", "attempts.jsonl"):
        (tmp_path / "out" / name).unlink()
    sums = (tmp_path / "out" / "SHA256SUMS").read_text(encoding="utf-8")
    old = "".join(
        line for line in sums.splitlines(True) if "interviews" not in line and "attempts" not in line
    )
    (tmp_path / "out" / "SHA256SUMS").write_text(old, encoding="utf-8")
    (about,) = (tmp_path / "out" / "stories").glob("*/story.json")
    whole = json.loads(about.read_bytes())
    about.write_text(json.dumps({name: whole[name] for name in whole if name not in ("uses", "dismissals")}))
    _, remarks = take(empty, tmp_path / "out")
    assert [remark for remark in remarks if remark.fault] == []
    there, then = everything(empty), everything(full)
    later = {"interviews", "uses", "attempts", "dismissals"}
    assert not any(there[name] for name in later)
    assert {name: there[name] for name in there.keys() - later} == {
        name: then[name] for name in then.keys() - later
    }


def test_where_a_known_story_was_told_since_is_taken_in(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "one", _nothing)
    take(empty, tmp_path / "one")
    (told,) = full.stories.select()
    full.uses.add(use(full, told.id, note="the second time"))
    full.dismissals.add(dismissal(full, told.id, code="A801"))
    export_folder(full, tmp_path / "two", _nothing)
    restored, _ = take(empty, tmp_path / "two")
    assert dict(+restored.added) == {"uses": 1, "dismissals": 1}
    assert everything(empty) == everything(full)


def test_an_interrupted_export_leaves_nothing(full: Store, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_folder(full, tmp_path / "x" / "out", stop)
    assert list((tmp_path / "x").iterdir()) == []


def test_an_interrupted_import_leaves_nothing(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)

    def stop(item: object) -> None:
        if item is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(empty, FolderFiles(tmp_path / "out"), _nothing, stop)
    assert empty.entries.count() == 0


def test_a_folder_without_its_manifest_is_no_export(full: Store, empty: Store, tmp_path: Path) -> None:
    export_folder(full, tmp_path / "out", _nothing)
    manifest = tmp_path / "out" / "manifest.json"
    whole = json.loads(manifest.read_bytes())
    for data, said in (
        (json.dumps(whole | {"version": 2}).encode(), "newer starl"),
        (json.dumps(whole | {"format": "x"}).encode(), "not that of an export"),
        (b"\0\0", "is damaged"),
        (None, "was interrupted"),
    ):
        manifest.unlink() if data is None else manifest.write_bytes(data)
        with pytest.raises(StarlError, match=said):
            take(empty, tmp_path / "out")
    assert empty.entries.count() == 0


def test_only_an_earlier_export_is_replaced(full: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export_folder(full, out, _nothing)
    with pytest.raises(StarlError, match="--force replaces it"):
        export_folder(full, out, _nothing)
    full.entries.purge_binned()
    export_folder(full, out, _nothing, force=True)
    assert not (out / "bin").exists()
    for mine in ("my-own-notes.txt", "entries/.git/config"):
        (out / mine).parent.mkdir(exist_ok=True)
        (out / mine).write_text("mine")
        with pytest.raises(StarlError, match=f"{mine}, which is not of it"):
            export_folder(full, out, _nothing, force=True)
        (out / mine).unlink()
    (out / "manifest.json").unlink()
    with pytest.raises(StarlError, match="was left alone"):
        export_folder(full, out, _nothing, force=True)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["out", "takes"]


def test_two_records_of_one_name_have_two_files(store: Store, tmp_path: Path) -> None:
    first = store.entries.add(entry(store, "The same"))
    last = first.id[:-1] + ("1" if first.id[-1] != "1" else "2")
    store.entries.add(replace(first, id=last))
    export_folder(store, tmp_path / "out", _nothing)
    assert len(list((tmp_path / "out" / "entries" / "2025").iterdir())) == 2
