"""A mock interview in the terminal: the debrief, the list, outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starl.cli.ask import Dialogue
from starl.cli.bars import bar
from starl.cli.safe import one_line
from starl.model.mock import Debrief, Mock, Pick, Round, RoundDebrief
from starl.practice.follow_ups import wordings
from starl.practice.mock_markdown import drill_command, named
from starl.practice.mocks import Kept
from starl.practice.outcomes import Outcomes

_BAR = 8


def show(dialogue: Dialogue, mock: Mock, *, transcript: bool) -> None:
    """A session: with `transcript` what was said as well; the debrief where there is one."""
    found = mock.debrief.rounds if mock.debrief else ()
    for at, asked in enumerate(mock.rounds):
        dialogue.say()
        dialogue.say(f"{at + 1}. {asked.question.text}", bold=True)
        if transcript:
            _said(dialogue, asked)
        if at < len(found):
            _round(dialogue, found[at])
    if mock.debrief is not None:
        _whole(dialogue, mock, mock.debrief)


def _said(dialogue: Dialogue, asked: Round) -> None:
    dialogue.say(_or_pass(asked.answer.text if asked.answer else None), "  ")
    for item in asked.follow_ups:
        dialogue.say(item.text + (" (your language model)" if item.by_model else ""), "  ", bold=True)
        dialogue.say(_or_pass(item.reply.text if item.reply else None), "    ")


def _or_pass(text: str | None) -> str:
    return "(not answered)" if text is None else text.strip() or "(passed)"


def _round(dialogue: Dialogue, one: RoundDebrief) -> None:
    if one.told is not None:
        dialogue.pair("story", _pick(one.told))
    elif one.words:
        dialogue.pair("story", "a new one: it is not in your journal yet")
    if one.better is not None:
        dialogue.pair("fits better", _pick(one.better))
    for weak in one.open:
        quote = f"  “{weak.quote}”" if weak.quote else ""
        dialogue.pair("left open", f"{wordings()[weak.kind].thought}{quote}")
    if one.closed:
        dialogue.pair(
            "settled", f"by your replies: {', '.join(wordings()[kind].settles for kind in one.closed)}"
        )
    if one.words and not one.judged:
        dialogue.pair("scores", "none: the coach cannot read it as a failure story")
    for item in one.heard:
        quotes = "".join(f" “{quote}”" for quote in item.quotes[:1])
        dialogue.pair(named(item.dimension).lower(), f"{item.score}/4  {item.why}{quotes}", width=15)


def _pick(pick: Pick) -> str:
    return f"“{pick.title}” ({pick.level}). {pick.why}"


def _whole(dialogue: Dialogue, mock: Mock, debrief: Debrief) -> None:
    dialogue.say()
    dialogue.say("The whole", bold=True)
    own = mock.assessment or {}
    for dimension, score in debrief.scores.items():
        mine = f"you {own[dimension]}" if dimension in own else ""
        dialogue.pair(
            named(dimension).lower(), f"{bar(score, 4, _BAR):<{_BAR}} {score:g}/4  {mine}".rstrip(), width=15
        )
    for line in debrief.said:
        dialogue.say(line, "  ")
    if debrief.drills:
        dialogue.say()
        dialogue.say("Drills", bold=True)
        for tip in debrief.drills:
            dialogue.pair(drill_command(tip), tip.why, width=23)


def listed(sessions: Sequence[Kept], ids: Sequence[str], days: Sequence[int]) -> Iterator[str]:
    """A line for each session, with its short id, begun so many days ago."""
    for kept, short, ago in zip(sessions, ids, days, strict=True):
        mock = kept.mock
        when = "today" if ago == 0 else f"{ago} d ago"
        state = _state(mock)
        count = f"{len(mock.rounds)} {'question' if len(mock.rounds) == 1 else 'questions'}"
        yield f"{short}  {when:>9}  {count}, {mock.strictness.value}, {one_line(mock.focus)}: {state}"


def _state(mock: Mock) -> str:
    if mock.debrief is None:
        return f"stopped at question {mock.at + 1}" if mock.current else "to be assessed"
    if not mock.debrief.scores:
        return "done, nothing scored"
    return f"done, {sum(mock.debrief.scores.values()) / len(mock.debrief.scores):.1f} of 4"


def outcome_lines(found: Outcomes) -> Iterator[str]:
    """Practice beside real interviews."""
    for month in found.months:
        score = "     -" if month.score is None else f"{month.score:>4.1f}/4"
        went = ", ".join(f"{number} {way.value}" for way, number in month.went.items())
        yield f"{month.month}  {month.answers:>3} practised {score}  {bar(month.score or 0, 4, _BAR):<{_BAR}}  {went}".rstrip()
    for outcome in found.by_went:
        if outcome.tellings:
            mean = (
                ""
                if outcome.score is None
                else f", {outcome.score:.1f}/4 in practice before ({outcome.practised} known)"
            )
            yield f"went {outcome.went.value}: {outcome.tellings}{mean}"
    yield found.said
