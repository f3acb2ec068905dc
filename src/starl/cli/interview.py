"""`starl interview`: a mock interview in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from starl.cli.ask import Dialogue, OutOfAnswersError
from starl.cli.consent import send_option
from starl.cli.interview_answers import Answers, EndedError, StoppedError, clock
from starl.cli.interview_further import Further
from starl.cli.journal import clock as now
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, print_json, print_json_list, say
from starl.errors import StarlError
from starl.model.mock import Said, Stage, Strictness
from starl.model.question import Theme
from starl.store.store import Store

if TYPE_CHECKING:
    from starl.practice.mocks import Kept

_THEMES = click.Choice([theme.value for theme in Theme])
_STRICT = click.Choice([strictness.value for strictness in Strictness])
_FORMATS = click.Choice(("text", "json", "markdown"))
_RESUME = "`starl interview --resume` goes on."


@click.group(invoke_without_command=True)
@click.option("--theme", type=_THEMES, help="Questions of this theme.")
@click.option("--role", metavar="TITLE", help='Questions that a role is asked: "backend engineer", "SRE".')
@click.option("--value", metavar="NAME", help="Questions about a value of the company.")
@click.option(
    "--weakest", is_flag=True, help="Questions where your stories and earlier sessions are weakest."
)
@click.option("--questions", "number", type=click.IntRange(1, 10), metavar="N", help="How many, 1 to 10. [3]")
@click.option(
    "--strict", type=_STRICT, default=Strictness.USUAL.value, help="How much is followed up. [usual]"
)
@click.option("--minutes", type=float, default=2.0, metavar="M", help="For an answer, on the countdown. [2]")
@click.option("--seed", metavar="TEXT", help="The same seed asks in the same order.")
@click.option("--resume", is_flag=True, help="Go on with the one that you stopped.")
@click.option("--model", is_flag=True, help="Let your language model (`starl model`) ask one thing more.")
@send_option
@home_option
@click.pass_context
def command(
    context: click.Context,
    theme: str | None,
    role: str | None,
    value: str | None,
    weakest: bool,
    number: int | None,
    strict: str,
    minutes: float,
    seed: str | None,
    resume: bool,
    model: bool,
    send: bool,
    home: str | None,
) -> int:
    """A mock interview: questions, follow-ups that dig where your answer is weak, and a debrief.

    Type each answer; two empty lines or Ctrl-D end it, at once to pass. `:q` or Ctrl-C stop for now, and every step
    is kept; `:end` goes to the debrief. Before any score is shown you say how you saw it.

    From a pipe, answers stand apart by lines with `---`, in the order in which they are asked for; an empty one
    passes. The last one is your own view: four numbers from 0 to 4.

    With --model, the language model that you switched on may ask one thing more about each answer. You see what would
    be sent, with names and secrets taken out, and are asked each time; where it has no fit question, it goes on without.

    \b
    starl interview --role "backend engineer" --questions 5
    starl interview --weakest --strict tough
    starl interview show ID --format markdown
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    from starl.practice.mocks import QUESTIONS, Focus, running, start

    dialogue = Dialogue()
    with opened(home) as store:
        further = Further(store, dialogue, send) if model else None
        if resume:
            kept = running(store)
            if kept is None:
                raise StarlError("there is no interview to go on with; `starl interview` begins one")
        else:
            focus = Focus(Theme(theme) if theme else None, role, value, weakest)
            kept = start(
                store,
                focus,
                number=number or QUESTIONS,
                strictness=Strictness(strict),
                minutes=minutes,
                seed=seed,
            )
        return _Session(store, dialogue, kept, further).run()


class _Session:
    """One sitting."""

    def __init__(self, store: Store, dialogue: Dialogue, kept: Kept, further: Further | None) -> None:
        self._store = store
        self._further = further
        self._dialogue = dialogue
        self._kept = kept
        self._answers = Answers(dialogue)

    def run(self) -> int:
        """Goes on until the debrief, or until the person stops."""
        mock = self._kept.mock
        self._dialogue.say(
            f"{len(mock.rounds)} {'question' if len(mock.rounds) == 1 else 'questions'}, {mock.focus}. "
            f"About {mock.minutes:g} minutes each. Two empty lines or Ctrl-D end an answer; :q stops, :end ends.",
            dim=True,
        )
        if mock.current is not None and mock.current.answer is not None:
            self._dialogue.say()
            self._dialogue.say(mock.current.question.text, bold=True)
            self._dialogue.say(mock.current.text, "  ")
        try:
            while self._kept.mock.stage is not Stage.DONE:
                self._step()
        except (OutOfAnswersError, StoppedError):
            self._dialogue.say(f"Kept. {_RESUME}")
        except click.Abort:
            self._dialogue.say(f"\nEvery answer that you finished is kept; {_RESUME}")
            raise
        return 0

    def _step(self) -> None:
        from starl.practice import mock as machine
        from starl.practice.mocks import conclude, keep

        mock = self._kept.mock
        if mock.stage is Stage.ASKING:
            self._kept = keep(self._store, self._kept, machine.put(mock))
        elif mock.stage in (Stage.ANSWERING, Stage.FOLLOWING_UP):
            self._ask()
        elif mock.stage is Stage.ASSESSING:
            self._assess()
        else:
            from starl.cli.interview_text import show

            self._kept = conclude(self._store, self._kept)
            show(self._dialogue, self._kept.mock, transcript=False)
            self._dialogue.say()
            short = self._store.mocks.short(self._kept.id)
            self._dialogue.say(f"Kept. `starl interview show {short}` has all of it.", dim=True)

    def _ask(self) -> None:
        from starl.practice import mock as machine
        from starl.practice.mocks import keep

        mock = self._kept.mock
        further = mock.follow_up
        seconds = mock.minutes * 60 / (2 if further else 1)
        self._dialogue.say()
        if further is None:
            self._dialogue.say(f"{mock.at + 1} of {len(mock.rounds)}", dim=True)
            self._dialogue.say(mock.rounds[mock.at].question.text, bold=True)
        else:
            self._dialogue.say(further.text, bold=True)
        self._dialogue.say(f"{clock(seconds)} from now.", dim=True)
        try:
            typed = self._answers.read(seconds)
        except EndedError:
            self._kept = keep(self._store, self._kept, machine.end_early(mock))
            return
        said = Said(typed.text, typed.seconds)
        self._kept = keep(self._store, self._kept, machine.answer(mock, said))
        if self._further is not None and self._kept.mock.stage is not Stage.FOLLOWING_UP:
            more = self._further.of(self._kept.mock)
            if more is not None:
                self._kept = keep(self._store, self._kept, machine.ask_further(self._kept.mock, more))

    def _assess(self) -> None:
        from starl.model.report import Dimension
        from starl.practice import mock as machine
        from starl.practice.mock_markdown import named
        from starl.practice.mocks import keep

        self._dialogue.say()
        self._dialogue.say(
            "How did you come across? 0 not at all, 4 fully. The scores come after.", bold=True
        )
        given = self._answers.scores([named(dimension) for dimension in Dimension])
        own = {
            dimension: score for dimension, score in zip(Dimension, given, strict=True) if score is not None
        }
        self._kept = keep(self._store, self._kept, machine.assess(self._kept.mock, own))


@command.command("list")
@format_option
@home_option
@click.pass_context
def list_all(context: click.Context, form: str, home: str | None) -> int:
    """The mock interviews, the newest first."""
    from starl.cli.interview_text import listed
    from starl.practice.mock_json import as_json
    from starl.practice.mocks import age, sessions

    moment = now()
    with opened(home or context.obj) as store:
        found = sessions(store)
        short = [store.mocks.short(kept.id) for kept in found]
    if form == "json":
        print_json_list("interviews", [{"id": kept.id, **as_json(kept.mock)} for kept in found])
        return 0
    for line in listed(found, short, [age(kept, moment) for kept in found]):
        say(line)
    if not found:
        click.echo("There is none yet. `starl interview` begins one.")
    return 0


@command.command("show")
@click.argument("identifier", metavar="ID")
@click.option("--format", "form", type=_FORMATS, default="text", help="How to print it. [text]")
@home_option
@click.pass_context
def show_one(context: click.Context, identifier: str, form: str, home: str | None) -> int:
    """One mock interview: what was asked and said, and the debrief. ID may be the beginning of it."""
    from starl.cli.interview_text import show
    from starl.practice.mock_json import as_json
    from starl.practice.mock_markdown import as_markdown
    from starl.practice.mocks import find

    with opened(home or context.obj) as store:
        kept = find(store, identifier)
    if form == "json":
        print_json("interview", {"id": kept.id, **as_json(kept.mock)})
    elif form == "markdown":
        click.echo(as_markdown(kept.mock, kept.record.created.astimezone(now().tzinfo).date()), nl=False)
    else:
        show(Dialogue(), kept.mock, transcript=True)
    return 0


@command.command("rm")
@click.argument("identifier", metavar="ID")
@home_option
@click.pass_context
def rm(context: click.Context, identifier: str, home: str | None) -> int:
    """Remove a mock interview for good."""
    from starl.practice.mock_steps import thrown_away
    from starl.practice.mocks import find

    with opened(home or context.obj) as store:
        thrown_away(store, find(store, identifier).id)
    click.echo("Removed.")
    return 0


@command.command("outcomes")
@format_option
@home_option
@click.pass_context
def show_outcomes(context: click.Context, form: str, home: str | None) -> int:
    """Real interviews (`starl used`) beside the scores of practice, month by month."""
    from starl.cli.interview_text import outcome_lines
    from starl.practice.mocks import sessions
    from starl.practice.outcomes import outcomes, practised

    zone = now().tzinfo
    with opened(home or context.obj) as store:
        mocks = [
            (kept.record.created.astimezone(zone).date(), kept.mock)
            for kept in sessions(store, finished=True)
        ]
        found = outcomes(practised(mocks), store.uses.select())
    if form == "json":
        print_json("outcomes", found)
        return 0
    for line in outcome_lines(found):
        say(line)
    return 0
