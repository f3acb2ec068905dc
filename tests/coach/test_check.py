"""The coach as a whole: a pure function, exact to the character, fair to what it cannot judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.coach.catalogue import described_rules
from starl.coach.engine import UNCLEAR, check
from starl.coach.examples import page_of
from starl.coach.findings import find
from starl.coach.model import shipped
from starl.coach.pitfalls import judge
from starl.coach.reader import read_with
from starl.coach.registry import all_rules
from starl.coach.rubric import NEXT, WHY
from starl.coach.settings import shipped_settings
from starl.model.report import Dimension, Level, Pitfall, Report, Severity
from starl.model.story import Section
from starl.training.corpus import split

EXAMPLES = Path(__file__).parents[2] / "examples"
SPECIFICATION = Path(__file__).parents[3] / "shared" / "spec" / "failure-and-learning-stories.txt"


def flagged(report: Report) -> set[Pitfall]:
    return {pitfall for pitfall, verdict in report.pitfalls.items() if verdict.flagged}


@pytest.mark.parametrize(
    "path",
    sorted(p for p in EXAMPLES.iterdir() if p.is_file() and p.suffix != ".py"),
    ids=lambda path: path.name,
)
def test_the_examples_are_ready(path: Path) -> None:
    report = check(path.read_text(encoding="utf-8"))
    assert not flagged(report)
    assert report.verdict.ready
    assert all(state.present for state in report.sections.values())


PITFALL_CODES = {"T400", "B200", "C500", "L600", "H700"}
OWN = [rule for rule in described_rules() if rule not in all_rules()]


@pytest.mark.parametrize(
    ("code", "text"), [(rule.code, text) for rule in OWN for text in page_of(rule).fires]
)
def test_pitfalls_speak_up_at_their_examples(code: str, text: str) -> None:
    assert code in {item.code for item in check(text).findings}


@pytest.mark.parametrize(
    ("code", "text"), [(rule.code, text) for rule in OWN for text in page_of(rule).misses]
)
def test_pitfalls_are_silent_at_near_misses(code: str, text: str) -> None:
    assert code not in {item.code for item in check(text).findings}


def specification() -> str:
    if not SPECIFICATION.exists():
        pytest.skip("the specification is not beside this checkout")
    return SPECIFICATION.read_text(encoding="utf-8")


def between(start: str, end: str) -> str:
    text = specification()
    return text[text.index(start) : text.index(end)]


def test_the_specifications_story_has_no_pitfall() -> None:
    report = check(between('Situation\n"Last year', "Common Mistakes When"))
    assert not flagged(report)
    assert report.judged
    assert all(state.present and state.source == "heading" for state in report.sections.values())


def test_the_specifications_template_has_no_pitfall() -> None:
    report = check(between("// Situation", "Real-World Example"))
    assert report.judged
    assert not flagged(report)
    assert all(state.present for state in report.sections.values())


def test_the_specifications_strength_chain_is_found() -> None:
    chain = check(between("- Weakness:", "Interview Practice")).strength
    assert chain.weakness.text
    assert "underestimated" in chain.weakness.text
    assert chain.improvement.text
    assert "40%" in chain.improvement.text


@pytest.mark.parametrize(
    ("quotation", "pitfall"),
    [
        ("I once missed a semicolon that caused a bug", Pitfall.TRIVIAL),
        ("I worked too hard and burned out", Pitfall.HUMBLEBRAG),
    ],
)
def test_the_specifications_common_mistakes_are_caught(quotation: str, pitfall: Pitfall) -> None:
    assert quotation in specification()
    report = check(quotation)
    letter = {Pitfall.TRIVIAL: "T", Pitfall.HUMBLEBRAG: "H"}[pitfall]
    assert any(item.code[0] == letter for item in report.findings)


NOT_STORIES = {
    "German": "Ich habe im letzten Jahr ein Projekt geleitet und wir haben die Datenbank nicht gesichert, das war mein Fehler.",
    "Spanish": "El año pasado trabajé en un proyecto de migración y no hicimos una copia de la base de datos antes de empezar.",
    "code": "def main():\n    x = load()\n    for y in x:\n        print(y)\n    return 0\n\nif __name__ == '__main__':\n    main()\n",
    "empty": "",
    "space": " \n\n\t",
    "punctuation": "... !!! ???",
    "one word": "Sorry.",
}


@pytest.mark.parametrize("name", NOT_STORIES)
def test_what_is_no_story_is_not_accused(name: str) -> None:
    report = check(NOT_STORIES[name])
    assert not report.judged
    assert not flagged(report)
    assert [item.code for item in report.findings] == ["N001"]
    assert "Not judged" in report.verdict.next[0]


@pytest.mark.parametrize("text", page_of(UNCLEAR).fires)
def test_where_no_failure_is_heard_it_is_asked_for(text: str) -> None:
    report = check(text)
    (question,) = [item for item in report.findings if item.code == "N003"]
    assert question.severity is Severity.INFO
    assert question.span.start == 0
    assert report.verdict.next[0] == f"{question.message} {question.question}"


@pytest.mark.parametrize("text", page_of(UNCLEAR).misses)
def test_where_a_failure_is_told_it_is_not_asked_for(text: str) -> None:
    assert [item.code for item in check(text).findings if item.code == "N003"] == []


def test_of_texts_without_a_failure_few_are_accused() -> None:
    reports = [
        check(answer.text)
        for name in ("test", "rough", "aside")
        for answer in split()[name]
        if answer.offtopic
    ]
    refused = sum(not report.judged for report in reports)
    assert refused > len(reports) / 3
    assert sum(bool(flagged(report)) for report in reports) < len(reports) / 4


def test_the_more_a_failure_is_in_doubt_the_less_is_flagged() -> None:
    text = "They never tested anything, and they never listened to me. It was all their fault, as always."
    document, reading = read_with(text, shipped(), shipped_settings().moves)
    likely = dict.fromkeys(Pitfall, 0.0) | {Pitfall.BLAME: 0.9}
    findings = find(document)
    said = {
        doubt: judge(document, reading.scores, findings, likely, shipped_settings().flag, doubt)[
            Pitfall.BLAME
        ].flagged
        for doubt in (0.0, 0.5, 0.7, 1.0)
    }
    assert said == {0.0: True, 0.5: True, 0.7: False, 1.0: False}


def test_a_failure_that_is_denied_is_no_cause() -> None:
    report = check(
        "I can't really think of a time that I failed. Last spring two hundred invoices went out in the wrong currency, "
        "and finance spent three days on them. I had not looked at the second currency before I released it."
    )
    assert any(item.code == "H704" for item in report.findings)
    assert report.strength.weakness.text == "I had not looked at the second currency before I released it."


SMALL = (
    "In my first internship I renamed a column and forgot one report. The report showed empty cells on Monday and my "
    "mentor asked me about it. I had not searched for other uses of it. I fixed it in an hour. Now I search the whole "
    "code for a name before I rename it."
)


def test_the_level_sets_what_is_expected() -> None:
    scores = [check(SMALL, level=level).pitfalls[Pitfall.TRIVIAL].score for level in Level]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


@pytest.mark.parametrize(
    "opening",
    [
        "It was my call to ship on Friday and it was wrong.",
        "I was never given access to the logs, so I could not see the errors.",
        "In March I gave a customer a date that I had not checked with anybody.",
        "I was on call and slept through the pager.",
        "I ran the cleanup script against production. I thought I was on staging.",
    ],
)
def test_what_a_story_has_not_told_yet_is_no_evidence(opening: str) -> None:
    assert flagged(check(opening)) <= {Pitfall.NO_LEARNING}


LONG = (
    "Two years ago I led a team of five that kept the ticket machines of a bus company running. One of the "
    "five, a fitter who had been there longest, closed fewer visits than the rest. His reports were short and "
    "often lacked the serial numbers. The others grumbled about him in the van, and nobody said a word when "
    "he was there. The depot manager had noticed as well and asked me twice what was going on. I told her it "
    "would sort itself out. In our weekly talks I praised his tidy wiring and skipped the rest. I wrote "
    "reminders to the whole team when I meant him alone. They read them and went on as before. In the autumn "
    "the operator counted the visits and put him on a list of people to let go. He came to my desk and asked "
    "why no one had ever told him. I had no answer. We sat down that week and went through his reports one by "
    "one. It turned out that the form did not open on his phone, and the office did not answer his mails. He "
    "is still with us and trains the new ones. Since then I say what I see within two days, to the person it "
    "concerns, with the report on the table."
)


def test_a_long_story_is_asked_where_some_sentence_sounds_like_blame() -> None:
    """It speaks of somebody else throughout, and in so many sentences some sound like it by chance."""
    report = check(LONG)
    assert not flagged(report)
    assert any(item.code[0] == "B" for item in report.findings)
    assert Pitfall.BLAME in flagged(
        check(LONG[: LONG.index("We sat down")] + "He is gone, and nobody told me.")
    )


def test_short_texts_are_still_caught_by_their_own_words() -> None:
    assert Pitfall.TRIVIAL in flagged(check("I once spilled coffee before a meeting."))
    lied = "I broke the backup job and told my manager that it had run. Nobody ever found out that I lied."
    assert Pitfall.CATASTROPHIC in flagged(check(lied))


def test_a_missing_section_hides_no_question_on_words() -> None:
    report = check("My colleague had forgotten the key and the customers lost a day.")
    codes = [item.code for item in report.findings]
    assert "S103" in codes
    assert [code[0] for code in codes].count("B") == 1
    assert report.rubric[Dimension.LEARNING].score == 0


def test_a_silenced_rule_stays_silent() -> None:
    text = (EXAMPLES / "database-migration.md").read_text(encoding="utf-8")
    said = text.replace("## Learning\n", "## Learning\nCommunication is key. I learned a lot.\n")
    codes = {item.code for item in check(said).findings if item.section is Section.LEARNING}
    quiet = said.replace(
        "## Learning\n", f"## Learning\n<!-- starl: ignore {', '.join(sorted(codes))} a quotation -->\n"
    )
    assert codes
    assert not {item.code for item in check(quiet).findings if item.section is Section.LEARNING} & codes


def exact(report: Report) -> None:
    """What DESIGN promises of every report."""
    text = report.text
    for item in report.findings:
        assert item.evidence == text[item.span.start : item.span.end]
        assert 0 <= item.span.start <= item.span.end <= len(text)
        assert item.line == text.count("\n", 0, item.span.start) + 1
        assert "{}" not in item.message
    for link in (report.strength.weakness, report.strength.learning, report.strength.improvement):
        assert (link.span is None) == (link.text is None)
        if link.span:
            assert link.text == text[link.span.start : link.span.end]
    spans = [span for state in report.sections.values() for span in state.spans]
    spans += [span for verdict in report.pitfalls.values() for span in verdict.spans]
    spans += [span for reading in report.rubric.values() for span in reading.spans]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(0 <= verdict.score <= 1 for verdict in report.pitfalls.values())
    assert 1 <= len(report.verdict.next) <= 3
    if report.strength.statement:
        assert set(re.findall(r"\w+", report.strength.statement)) <= set(re.findall(r"\w+", text))


PIECES = st.sampled_from(
    [
        "## Situation\n", "## Learning\n", "I broke it. ", "QA missed it. ", "mistakes were made ", "\n\n", "“Smart ’quotes” ",
        "communication is key. ", "🙂 ", "`code.` ", "İstanbul ", "3 hours ", "we shipped it and ", "\x1b[31m", "<b>", "\ufeff",
        "<!-- starl: ignore B201 -->", "- project: x\n", "password=hunter2hunter2 ", "\r\n",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join))
def test_every_report_is_exact_and_repeatable(text: str) -> None:
    report = check(text)
    exact(report)
    assert check(text) == report


HOSTILE = {
    "one word": "fail " * 20_000,
    "one letter": "a" * 200_000,
    "brackets": "[(" * 50_000,
    "quotes": "\"'" * 50_000,
    "line": "I broke the build and " * 5_000,
    "comments": "<!-- " * 20_000,
    "hashes": "#" * 100_000,
    "backticks": "`" * 100_000,
    "list": "- a\n" * 30_000,
    "json": '{"situation": "' + '\\"' * 50_000,
    "stops": ". " * 50_000,
    "blank": "\n" * 100_000,
    "numbers": "1 2 3 4 5 " * 10_000,
    "dashes": "---\n" * 20_000,
    "at": "a@" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_judged_in_linear_time(name: str) -> None:
    import time

    def seconds(text: str) -> float:
        # The time of this process: beside other tests it waits for the processor, which says nothing of the text.
        started = time.process_time()
        exact(check(text))
        return time.process_time() - started

    text = HOSTILE[name]
    quarter = max(seconds(text[: len(text) // 4]), 1 / 12)
    # Once in many runs the memory of all tests before is swept in between.
    assert any(seconds(text) < quarter * 12 for _ in range(3))


def test_severities_are_ordered() -> None:
    assert [severity.rank for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR)] == [0, 1, 2]


@pytest.mark.parametrize("dimension", list(Dimension))
def test_each_rung_but_the_last_leads_on(dimension: Dimension) -> None:
    assert len(WHY[dimension]) == 5
    assert len(set(NEXT[dimension])) == 4
    assert all(step.endswith("?") for step in NEXT[dimension])


def test_a_step_asks_neither_for_what_is_missing_nor_twice() -> None:
    text = "I ran the import against production and two hundred users were there twice. I had not looked at the prompt. "
    report = check(text + "I deleted the copies by hand and told the support team. It took them a whole day.")
    assert report.rubric[Dimension.LEARNING].score == 0
    steps = report.verdict.next
    assert len(steps) == 3
    assert not any("used the lesson since" in step for step in steps)
    assert sum("learn" in step.lower() or "taught" in step for step in steps) == 1, steps


def test_rubric_and_chain_say_the_same() -> None:
    for answer in split()["dev"]:
        report = check(answer.text)
        own, learning = (report.rubric[d].score for d in (Dimension.SELF_AWARENESS, Dimension.LEARNING))
        chain = report.strength
        assert own <= 2 or chain.weakness.text is not None, answer.id
        assert own > 0 or chain.weakness.text is None, answer.id
        assert learning <= 2 or chain.improvement.text is not None, answer.id
        assert learning > 0 or (chain.learning.text, chain.improvement.text) == (None, None), answer.id
        if chain.improvement.text is not None:
            said = " ".join((report.rubric[Dimension.LEARNING].why, *report.verdict.next))
            assert learning >= 2, answer.id
            assert "what changed" not in said, answer.id
            assert "what keeps it from happening" not in report.rubric[Dimension.RESILIENCE].why, answer.id


def test_a_lesson_that_is_not_said_is_not_called_one() -> None:
    text = (
        "Two years ago I pushed a change to the billing job on a Friday without running it on real data, because I wanted it off my desk. "
        "Four hundred customers were charged twice, and support worked the whole weekend. I wrote the refund script on Saturday. "
        "Since then every change to billing runs on last month's data for a night before it goes out, and I wrote the job that does it."
    )
    report = check(text)
    assert report.strength.learning.text is None
    assert "lesson behind it" in report.rubric[Dimension.LEARNING].why


def test_a_denial_that_was_looked_at_is_still_no_cause() -> None:
    text = (
        "<!-- starl: ignore H704 -->\n\n## Situation\n\nI led the import team of a shop.\n\n## Task\n\nI had to move the orders.\n\n"
        "## Action\n\nI can't think of a time when I failed. The import ran late and I told nobody.\n\n"
        "## Result\n\nThe orders of a day were lost.\n\n## Learning\n\nI learned to call the warehouse at once.\n"
    )
    report = check(text)
    assert "H704" not in {item.code for item in report.findings}
    assert "can't think" not in (report.strength.weakness.text or "")


def test_a_grievance_is_spoken_of_once() -> None:
    text = (
        "We launched the new checkout in May. The payment team threw me under the bus in front of the whole company. "
        "I fixed it over the weekend."
    )
    codes = [item.code for item in check(text).findings]
    assert "B206" in codes
    assert "B201" not in codes


def test_no_finding_misses_what_the_chain_quotes() -> None:
    missing = {"L602": "improvement", "L603": "improvement"}
    seen = set()
    for answer in split()["dev"]:
        report = check(answer.text)
        for item in report.findings:
            if item.code in missing:
                seen.add(item.code)
                assert getattr(report.strength, missing[item.code]).text is None, (answer.id, item.code)
        if report.pitfalls[Pitfall.NO_LEARNING].flagged:
            assert (report.strength.learning.text, report.strength.improvement.text) == (None, None), (
                answer.id
            )
    assert "L603" in seen
