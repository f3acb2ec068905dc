"""`./dev eval`: measures the coach on authors that it did not see, beside two baselines."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

from starl.coach.deep import available
from starl.coach.engine import check
from starl.errors import StarlError
from starl.model.report import Dimension, Pitfall, Report, Severity, Tier
from starl.training.chain_eval import chain_line, measure_chain
from starl.training.corpus import ROLES, Answer, read_answers, split
from starl.training.phrase_eval import measure_phrases, phrases_table, together
from starl.training.phrases import split_phrases

README = Path(__file__).resolve().parents[3] / "README.md"
_KEYWORDS = {
    Pitfall.TRIVIAL: r"typo|semicolon|coffee|minor|tiny|small mistake|no harm|nobody noticed",
    Pitfall.BLAME: r"their fault|he failed|she failed|they failed|didn't tell me|never told|blame|incompetent|because of them",
    Pitfall.CATASTROPHIC: r"lied|hid|covered up|fired|no backup|lost everything|illegal|stole|fake",
    Pitfall.NO_LEARNING: r"communication is key|learned a lot|valuable lesson|be more careful|grow|growth|teamwork",
    Pitfall.HUMBLEBRAG: r"perfectionist|too hard|care too much|high standards|too dedicated|workaholic|too much passion",
}
_ROLE_WORDS = (
    ("L", r"learn|lesson|since then|now i|these days|taught|takeaway|next time"),
    ("T", r"my task|responsible|my job was|i had to|i was to|deadline|goal|supposed to"),
    ("R", r"result|lost|crashed|went down|broke|failed|customers|users|hours|ended up"),
    ("S", r"last year|was working|at my|company|project|team|years ago|back when"),
)


class Rates:
    """Precision, recall and F1 of one yes-or-no verdict."""

    def __init__(self, truth: list[bool], said: list[bool]) -> None:
        self.right = sum(t and s for t, s in zip(truth, said, strict=True))
        self.said, self.truth = sum(said), sum(truth)

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.truth if self.truth else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def quadratic_kappa(a: list[int], b: list[int], levels: int = 5) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968): 1 full agreement, 0 as by chance."""
    pairs, left, right = Counter(zip(a, b, strict=True)), Counter(a), Counter(b)
    n = len(a)
    seen = sum((i - j) ** 2 * pairs[i, j] for i in range(levels) for j in range(levels)) / n
    chance = sum((i - j) ** 2 * left[i] * right[j] for i in range(levels) for j in range(levels)) / n**2
    return 1 - seen / chance if chance else 0.0


def roles_of(answer: Answer, report: Report) -> list[str]:
    """For each labelled sentence, the role that the coach gave to its middle."""
    letters = {section: letter for letter, section in ROLES.items()}
    spans = sorted(
        (span, letters[section]) for section, state in report.sections.items() for span in state.spans
    )
    starts = [span.start for span, _ in spans]
    found = []
    for unit in answer.spans():
        middle = (unit.start + unit.end) // 2
        at = bisect_right(starts, middle) - 1
        found.append(spans[at][1] if at >= 0 and middle < spans[at][0].end else "X")
    return found


def _keyword_role(text: str) -> str:
    return next((role for role, words in _ROLE_WORDS if re.search(words, text.lower())), "A")


def measure(answers: list[Answer], tier: Tier) -> dict[str, object]:
    """All figures for one set of answers."""
    reports = {answer.id: check(answer.text, tier=tier) for answer in answers}
    stories = [answer for answer in answers if not answer.offtopic]
    figures: dict[str, object] = {"answers": len(answers), "sentences": sum(len(a.units) for a in answers)}
    for pitfall in Pitfall:
        truth = [pitfall in answer.pitfalls for answer in stories]
        coach = Rates(truth, [reports[answer.id].pitfalls[pitfall].flagged for answer in stories])
        words = Rates(
            truth, [re.search(_KEYWORDS[pitfall], answer.text.lower()) is not None for answer in stories]
        )
        figures[pitfall.value] = (coach, words)
    truth_roles = [unit.role for answer in stories for unit in answer.units]
    said_roles = [role for answer in stories for role in roles_of(answer, reports[answer.id])]
    keyword_roles = [_keyword_role(unit.text) for answer in stories for unit in answer.units]
    most = Counter(truth_roles).most_common(1)[0][1]
    figures["roles"] = (
        _share(truth_roles, said_roles),
        _share(truth_roles, keyword_roles),
        most / len(truth_roles),
    )
    for dimension in Dimension:
        figures[f"kappa {dimension.value}"] = quadratic_kappa(
            [answer.rubric[dimension] for answer in stories],
            [reports[answer.id].rubric[dimension].score for answer in stories],
        )
    figures["chain"] = measure_chain(stories, reports)
    clean = [answer for answer in stories if not answer.pitfalls]
    figures["clean"] = (
        sum(any(v.flagged for v in reports[a.id].pitfalls.values()) for a in clean),
        len(clean),
    )
    others = [reports[a.id] for a in answers if a.offtopic]
    figures["not judged"] = (
        sum(not report.judged for report in others),
        sum(any(verdict.flagged for verdict in report.pitfalls.values()) for report in others),
        len(others),
        sum(not reports[a.id].judged for a in stories),
        len(stories),
    )
    figures["warned"] = {
        code: (
            sum(
                any(f.code == code and f.severity is not Severity.INFO for f in reports[a.id].findings)
                for a in clean
            ),
            sum(any(f.code == code for f in reports[a.id].findings) for a in stories if a.pitfalls),
        )
        for code in sorted({f.code for report in reports.values() for f in report.findings})
    }
    return figures


def _share(truth: list[str], said: list[str]) -> float:
    return sum(t == s for t, s in zip(truth, said, strict=True)) / len(truth)


def table(figures: dict[str, object]) -> str:
    """The figures as a Markdown table with the baselines beside them."""
    lines = [
        "| | precision | recall | F1 | keyword list F1 | majority class F1 |",
        "|---|---|---|---|---|---|",
    ]
    for pitfall in Pitfall:
        coach, words = figures[pitfall.value]  # type: ignore[misc]
        lines.append(
            f"| {pitfall.value} ({coach.truth}) | {coach.precision:.2f} | {coach.recall:.2f} | {coach.f1:.2f} "  # type: ignore[has-type]
            f"| {words.f1:.2f} | 0.00 |"  # type: ignore[has-type]
        )
    roles, keyword, most = figures["roles"]  # type: ignore[misc]
    accused, clean = figures["clean"]  # type: ignore[misc]
    kappas = ", ".join(f"{d.value} {figures[f'kappa {d.value}']:.2f}" for d in Dimension)
    lines += [
        "",
        f"- sentence roles: {roles:.3f} right (keyword list {keyword:.3f}, majority class {most:.3f})",  # type: ignore[has-type]
        f"- rubric, agreement with our own scores (quadratic kappa): {kappas}",
        chain_line(figures["chain"]),  # type: ignore[arg-type]
        f"- answers without a pitfall that were accused of one: {accused} of {clean}",  # type: ignore[has-type]
        f"- {not_judged(figures)}",
    ]
    return "\n".join(lines)


def not_judged(figures: dict[str, object]) -> str:
    """What came of the texts that tell of no failure, and of those that do."""
    known, flagged, others, wrong, stories = figures["not judged"]  # type: ignore[misc]
    return (
        f"texts that are no failure story: {known} of {others} recognised, {flagged} accused; "  # type: ignore[has-type]
        f"stories wrongly not judged: {wrong} of {stories}"  # type: ignore[has-type]
    )


def summary(figures: dict[str, object]) -> str:
    """The same in a sentence, the five mistakes together."""
    rates: list[Rates] = [figures[pitfall.value][0] for pitfall in Pitfall]  # type: ignore[index]
    right, said, truth = (
        sum(column) for column in zip(*((r.right, r.said, r.truth) for r in rates), strict=True)
    )
    roles, *_ = figures["roles"]  # type: ignore[misc]
    accused, clean = figures["clean"]  # type: ignore[misc]
    off, _, offs, *_ = figures["not judged"]  # type: ignore[misc]
    return (
        f"{right} of {said} flags right, {right} of {truth} mistakes found, {accused} of {clean} sound answers accused, "  # type: ignore[has-type]
        f"roles {roles:.3f} right, {off} of {offs} texts that are no failure story recognised"  # type: ignore[has-type]
    )


_SUMMED: dict[str, tuple[str, Callable[[dict[str, object]], str]]] = {
    "plain": ("Answers of people who work in software, in the ordinary words of interviews", summary),
    "rough": ("Answers in the shape of strangers' texts", summary),
    "aside": ("Texts of all kinds, most of which tell of no failure", not_judged),
}
"""Sets that the README tells of in a sentence a tier: what they are, and what is said of them."""


def write_readme(text: str, path: Path = README) -> None:
    """Puts the table between the README's two marks."""
    old = path.read_text(encoding="utf-8")
    head, rest = old.split("<!-- eval -->\n", 1)
    _, tail = rest.split("<!-- /eval -->", 1)
    path.write_text(f"{head}<!-- eval -->\n{text}\n<!-- /eval -->{tail}", encoding="utf-8")


def _answers_of(file: Path) -> list[Answer]:
    try:
        answers = read_answers(file)
    except (OSError, UnicodeDecodeError, StarlError, ValueError) as error:
        sys.exit(
            f"{file} cannot be read as labelled answers: {error}. corpus/GUIDE.md shows how they are written."
        )
    if all(answer.offtopic for answer in answers):
        sys.exit(f"{file} has no answer that is a failure story; corpus/GUIDE.md shows how they are written.")
    return answers


def main(argv: list[str] | None = None, say: Callable[[str], None] = print) -> None:
    """Prints each set but train for each tier, and how single rules do on phrases; `--readme` writes the tables of test, and what the others came to; `--rules` adds how often each rule fires.

    `--answers FILE` measures the answers of a file instead: real ones, say, which may not leave a machine.
    """
    options = sys.argv[1:] if argv is None else argv
    if {"--answers", "--readme"} <= set(options):
        sys.exit("the README shows our own answers; leave out either --answers or --readme")
    if "--answers" in options:
        file = Path((options[options.index("--answers") + 1 :] or ["(no file named)"])[0])
        sets = {file.name: _answers_of(file)}
    else:
        sets = {name: answers for name, answers in split().items() if name != "train"}
    tiers = list(Tier) if available() else [Tier.DEFAULT]
    shown: list[str] = []
    summed: dict[str, list[str]] = {}
    for (name, answers), tier in product(sets.items(), tiers):
        figures = measure(answers, tier)
        authors = len({answer.author for answer in answers})
        head = f"{figures['answers']} answers, {figures['sentences']} sentences, {authors} author{'s' * (authors > 1)}"
        say(f"\n{name}, tier {tier}: {head}\n\n{table(figures)}")
        if "--rules" in options:
            say("\nrule: clean answers with a warning, answers with a pitfall with any finding")
            for code, (clean, other) in figures["warned"].items():  # type: ignore[attr-defined]
                say(f"  {code} {clean:4} {other:4}")
        if name == "test":
            shown.append(
                f"Tier `{tier}`, test set: {head} (how many have the pitfall in brackets).\n\n{table(figures)}"
            )
        if name in _SUMMED:
            kind, in_short = _SUMMED[name]
            lines = summed.setdefault(name, [f"{kind} ({head}):\n"])
            lines.append(f"- tier `{tier}`: {in_short(figures)}")
    if "--answers" not in options:
        phrases = split_phrases()["test"]
        heard = measure_phrases(phrases)
        authors = len({phrase.author for phrase in phrases})
        of_rules = f"{len(phrases)} phrases for single rules, {authors} authors"
        say(f"\ntest, {of_rules}:\n\n{phrases_table(heard)}")
    if "--readme" in options:
        if Tier.DEEP not in tiers:
            sys.exit(
                "the README shows both tiers; install the deep one first: pip install onnxruntime tokenizers"
            )
        every = together(heard)
        rules = (
            f"Single rules, on {len(phrases)} phrases by {authors} authors who had not seen them (`./dev eval` has them one by one): of {every.meant} that "
            f"mean it {every.heard} are heard ({every.matched} by patterns alone), {every.warned} with a warning; of {every.near} near misses "
            f"{every.false} are spoken of, {every.accused} with a warning."
        )
        write_readme("\n\n".join([*shown, *("\n".join(lines) for lines in summed.values()), rules]))


if __name__ == "__main__":
    main()
