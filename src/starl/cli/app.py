"""The `starl` command. Each command's module is imported only when it is called."""

from __future__ import annotations

import importlib

import click

from starl import __version__
from starl.cli.start import closed_pipe

COMMANDS = {
    "check": ("starl.cli.check", "Judge failure stories and say what would make them better."),
    "explain": ("starl.cli.explain", "What a rule looks for, why, and what to ask yourself."),
    "rules": ("starl.cli.rules", "The table of rules."),
    "new": ("starl.cli.new", "Start a story file with a question in each section."),
    "log": ("starl.cli.log", "Take down what happened, in a second."),
    "entries": ("starl.cli.entries", "List entries, the newest first."),
    "show": ("starl.cli.show", "Show an entry, a story or another record."),
    "edit": ("starl.cli.edit", "Change an entry or a story in your editor."),
    "rm": ("starl.cli.rm", "Throw entries into the bin."),
    "restore": ("starl.cli.restore", "Take entries out of the bin."),
    "search": ("starl.cli.search", "Search the whole journal."),
    "templates": ("starl.cli.templates", "List the templates of entries."),
    "story": ("starl.cli.story", "Write stories and see them grow."),
    "inventory": (
        "starl.cli.inventory",
        "Find what went wrong: in repositories, documents, issues, calendars.",
    ),
    "experiences": ("starl.cli.experiences", "What you kept of the inventory's list."),
    "reflect": ("starl.cli.reflect", "Reflect on a failure, question by question, down to what you change."),
    "review": ("starl.cli.review", "Recall lessons and stories when they are about to fade."),
    "due": ("starl.cli.due", "What is due today, in one line; for a shell prompt."),
    "improvements": ("starl.cli.improvements", "What you wanted to do differently, and whether it held."),
    "plan": ("starl.cli.plan", "The days up to an interview, and what to do on each."),
    "used": ("starl.cli.used", "Note a story that you told in a real interview."),
    "insights": ("starl.cli.insights", "Patterns over time, from your own records."),
    "questions": ("starl.cli.questions", "The questions that interviewers ask, and your own."),
    "portfolio": ("starl.cli.portfolio", "Which story answers which question, and the few to prepare."),
    "share": ("starl.cli.share", "Give a story to a peer, without names and secrets."),
    "reviews": ("starl.cli.reviews", "What peers said of your stories, and what you did about it."),
    "rehearse": ("starl.cli.rehearse", "Tell a story aloud, and see how it went."),
    "takes": ("starl.cli.takes", "Your rehearsals: list, show, compare, remove."),
    "speech": ("starl.cli.speech", "What turns your recordings into words, and how to get it."),
    "interview": ("starl.cli.interview", "A mock interview that digs where your answer is weak."),
    "opinion": ("starl.cli.opinion", "A second opinion on a story, from a language model of your own."),
    "model": ("starl.cli.model", "A language model of your own: off until you switch it on."),
    "mcp": ("starl.cli.mcp", "Let an assistant of your own use starl; it sees what you allow."),
    "drill": ("starl.cli.drill", "One thing at a time: name the story, tell it short, answer who presses."),
    "import": ("starl.cli.importing", "Take in a journal of another program, or an export of starl."),
    "export": ("starl.cli.export", "The whole journal, or stories as PDF, Word, Anki, Markdown and more."),
    "schema": ("starl.cli.schema", "The JSON Schema of what starl writes for programs."),
    "backup": ("starl.cli.backup", "Copies of the journal: make, list, check, put one back."),
    "serve": ("starl.cli.serve", "The web app: the whole preparation in your browser."),
    "server": ("starl.cli.server", "starl for many people on one server: accounts, cohorts, peer review."),
    "lsp": ("starl.cli.lsp", "The coach in your editor: a language server."),
    "man": ("starl.cli.man", "Print the manual page."),
    "completion": ("starl.cli.completion", "Print the completion script of a shell."),
}


class _Lazy(click.Group):
    """A group that knows its commands by name and help, and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise closed_pipe() from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=_Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", "-V", prog_name="starl", message="%(prog)s %(version)s")
@click.pass_context
def app(context: click.Context) -> int:
    """Turn a real failure into an honest, well-told interview story (STAR-L), and keep learning from it.

    Everything stays on this machine, and the web app answers only to you. Only a language model of your own, if you
    switch one on, is ever sent anything: what you have seen and agreed to, each time.

    \b
    Start here:
      starl serve                     the whole preparation in your browser
      starl new "The migration"       a story file with questions in it
      starl check the-migration.md    what is missing, what hurts you, what to do next
      pbpaste | starl check -         a spoken answer, no headings needed

    Alone, starl says what is due and what to do next.
    """
    if context.invoked_subcommand is None:
        from starl.cli.today import today

        return today()
    return 0


def run(arguments: list[str]) -> int:
    """Runs the command that they name; gives the exit status of docs/cli.md. Raises what the command raises."""
    try:
        status = app.main(arguments, prog_name="starl", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return 2
    return status if isinstance(status, int) else 0
