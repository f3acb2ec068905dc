"""The story format is read leniently, and nothing of the text is lost or moved."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.story import Section, Story
from starl.text.markdown import SOUND, parse
from starl.text.plain import analysis_copy
from starl.text.writer import new_story, replace_section


def sections(text: str) -> dict[str, str]:
    """Each section's text, parts of one section joined by a slash."""
    found: dict[str, str] = {}
    for part in parse(text).parts:
        if part.section:
            piece = " ".join(text[part.span.start : part.span.end].split())
            found[part.section.value] = " / ".join(filter(None, [found.get(part.section.value), piece]))
    return found


ALL = {"situation": "a", "task": "b", "action": "c", "result": "d", "learning": "e"}


@pytest.mark.parametrize(
    "text",
    [
        "## Situation\na\n## Task\nb\n## Action\nc\n## Result\nd\n## Learning\ne\n",
        "# SITUATION #\na\n#### Task:\nb\n###### 3. Action\nc\n# Outcome\nd\n# Lessons learned\ne",
        "**Situation:** a\n**Task**: b\n__Action:__ c\n**Result** - d\n**Takeaways:** e",
        "S: a\nT: b\nA: c\nR: d\nL: e",
        "**S:** a\n**T:** b\n**A:** c\n**R:** d\n**L:** e",
        "Situation - a\nTask – b\nAction — c\nResult - d\nLearning - e",
        "SITUATION\na\nTASK\nb\nACTION\nc\nRESULT\nd\nLESSONS LEARNED\ne",
        "Background:\na\nMy task:\nb\nWhat I did:\nc\nOutcomes:\nd\nWhat I learned:\ne",
        "Situation\n=========\na\n\nTask\n----\nb\n\nAction\n---\nc\n\nResult\n---\nd\n\nLearning\n---\ne",
        "\ufeff## Situation\r\na\r\n## Task\r\nb\r\n## Action\r\nc\r\n## Result\r\nd\r\n## Learning\r\ne\r\n",
        "## Learning\ne\n## Result\nd\n## Action\nc\n## Task\nb\n## Situation\na",
        "1. Situation: a\n2. Task: b\n3. Action: c\n4. Result: d\n5. Lesson: e",
        '{"situation": "a", "task": "b", "action": "c", "result": "d", "learning": "e"}',
        "const situation = {context: 'a'};\n// Task\nconst task = {deadline: `b`};\nvar action = {mistake: \"c\"};\n"
        "let result = {outcome: 'd'}; const learning = {process: 'e',};",
    ],
)
def test_every_way_to_write_the_headings(text: str) -> None:
    assert sections(text) == ALL


def test_a_section_split_in_two() -> None:
    assert sections("## Action\nfirst\n## Result\nx\n## Action\nsecond")["action"] == "first / second"


def test_headings_of_other_names() -> None:
    story = parse(
        "# The migration\nIntro\n## Situation\na\n### Details\nstill a\n## Appendix\nnot a\n## Task\nb"
    )
    assert story.title == "The migration"
    assert [part.section for part in story.parts] == [None, Section.SITUATION, None, Section.TASK] or [
        part.section for part in story.parts
    ] == [None, Section.SITUATION, Section.TASK]


@pytest.mark.parametrize(
    "text",
    [
        "The result: we lost a day. The situation was bad.",
        "so the task was simple and the action went fine",
        "I learned a lot\nresult\nwas fine",
        "S: only one letter",
        "Task force members met daily.",
        "Action-packed weeks followed.",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert not parse(text).has_headings


def test_facts_are_read_and_their_keys_hidden() -> None:
    text = "## Situation\nProse.\n- project: User database\n- colour: red\n## Task\n- deadline: Friday\n"
    story = parse(text)
    assert [(fact.key, fact.value) for fact in story.facts] == [
        ("project", "User database"),
        ("deadline", "Friday"),
    ]
    assert "project" not in analysis_copy(story)
    assert "user database" in analysis_copy(story)


def test_the_templates_facts() -> None:
    text = 'const task = {\n  requirements: ["Password hashing", "Account recovery"],\n  deadline: "End of sprint"\n};'
    assert [(fact.key, fact.value) for fact in parse(text).facts] == [
        ("requirements", "Password hashing"),
        ("requirements", "Account recovery"),
        ("deadline", "End of sprint"),
    ]


def test_front_matter() -> None:
    story = parse("---\ntitle: The move\nthemes: [data, testing]\ndate: 2025-03-14\n---\n## Situation\na")
    assert (story.title, story.themes) == ("The move", ("data", "testing"))


@pytest.mark.parametrize(
    "meta", ["title: [unclosed", "- a\n- list", "a: b: c", "x: " + "[" * 5000, "when: 2025-13-45", "&a [*a]"]
)
def test_bad_front_matter_is_named_and_the_rest_is_read(meta: str) -> None:
    story = parse(f"---\n{meta}\n---\n## Situation\na\n")
    assert sections(story.text)["situation"] == "a"
    assert story.error


def test_comments_silence_rules() -> None:
    story = parse(
        "<!-- starl: ignore V901 -->\n## Learning\n<!-- starl: ignore L601, L603 a quotation -->\nx"
    )
    assert [(item.code, item.section) for item in story.ignores] == [
        ("V901", None),
        ("L601", Section.LEARNING),
        ("L603", Section.LEARNING),
    ]


LINES = st.sampled_from(
    [
        "## Situation",
        "**Task:** x",
        "S: y",
        "text here.",
        "",
        "---",
        "```",
        "<!-- a",
        "-->",
        "- project: z",
        "Result",
        "==",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=25).map("\n".join) | st.text(max_size=300))
def test_no_text_is_lost_or_moved(text: str) -> None:
    story = parse(text)
    assert story.text == text
    copy = analysis_copy(story)
    assert len(copy) == len(text)
    check_tiles(story)


def check_tiles(story: Story) -> None:
    """Parts never overlap, and every visible character outside of them is a heading's or hidden."""
    at = 0
    for part in story.parts:
        assert part.span.start >= at
        at = part.span.end
    covered = bytearray(len(story.text))
    for span in (*story.hidden, *(part.span for part in story.parts)):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    assert all(covered[i] or char.isspace() for i, char in enumerate(story.text))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_new_story_has_its_title_and_no_prose(title: str) -> None:
    story = parse(new_story(title))
    assert story.title == title
    assert not analysis_copy(story).strip()
    assert [part.section for part in story.parts] == list(Section)


BODY = st.text("abc .,\n", max_size=60).map(str.strip)


@given(BODY, st.sampled_from(list(Section)))
def test_replacing_a_section_leaves_the_others(body: str, section: Section) -> None:
    text = "---\ntitle: x\n---\n## Situation\na\n## Task\nb\n## Action\nc\n## Learning\ne\n"
    before, after = sections(text), sections(replace_section(text, section, body))
    assert after.pop(section.value) == " ".join(body.split())
    before.pop(section.value, None)
    assert after == before


@given(st.from_regex(re.compile(SOUND, re.ASCII), fullmatch=True))
def test_front_matter_that_looks_sound_is_sound(front: str) -> None:
    text = f"---\n{front}---\nprose\n"
    assert parse(text).error is None
    assert parse(text, meta=False).parts == parse(text).parts
