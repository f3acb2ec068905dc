"""The Result tells what was done, planned or felt, but not what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.outcome import by_sentence, harm_elsewhere, rest, result_of, tells_outcome
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span

_WE = (
    r"(?:i|we|they|he|she|us|everyone|everybody|all of us|both of us|the (?:whole |entire )?team|the (?:manager|lead|others)|"
    r"nobody|no one|my (?:manager|boss|lead|team|team lead)|our (?:manager|boss|lead|team)|management|the (?:developers|engineers|group))"
)
_SOON = (
    r"(?:(?:then|also|just|all|eventually|finally|immediately|quickly|later|afterwards|so|both|still|again|together|"
    r"obviously|of course|now|basically|really|honestly|have|has|had|had to|were|was|are|am|been|kept|started|began|"
    r"continued|tried|spent(?: \w+){1,4}|to) )*"
)
_VERY = (
    r"(?:(?:really|very|so|quite|pretty|extremely|deeply|completely|totally|a bit|a little|a|an|rather|absolutely|just|"
    r"kind of|sort of|not|all|also|truly|honestly|incredibly|super|such|too|most|more and more|the most|uh,?|um,?|like,|you know,|well,) )*"
)
_MOOD = (
    r"(?:bad|terrible|awful|horrible|disappointed|upset|frustrated|embarrassed|ashamed|stressed(?: out)?|angry|sad|nervous|"
    r"guilty|devastated|relieved|proud|happy|confused|worried|anxious|sorry|gutted|mortified|overwhelmed|unhappy|annoyed|"
    r"exhausted|tired|scared|shocked|surprised|demotivated|down|crushed|humbled|grateful|responsible|like (?:a|an|i) \w+)"
)
_MOODS = rf"{_MOOD}(?:(?:,| and|,? but) (?:also )?{_VERY}{_MOOD})*"
_HARD = (
    r"(?:stressful|hard|tough|difficult|frustrating|embarrassing|painful|awful|terrible|horrible|challenging|intense|humbling|"
    r"unpleasant|uncomfortable|exhausting|chaotic|disappointing|nightmare|disaster|mess|learning experience|low point|"
    r"shame|pity|experience|lesson)(?: (?:time|experience|day|days|week|weeks|month|moment|period|situation|phase|lesson))?"
)
_MEETING = (
    r"(?:meetings?|calls?|discussions?|talks?|conversations?|retros?|retrospectives?|post-?mortems?|reviews?|workshops?|"
    r"sessions?|syncs?|stand-?ups?|debriefs?|chats?|brainstorming)"
)
_BUSY = (
    r"(?:discuss(?:ed|ing)?|talk(?:ed|ing)? (?:about|with|to|through|it)|look(?:ed|ing)? (?:into|at)|investigat(?:e|ed|ing)|"
    r"analy[sz](?:e|ed|ing)|review(?:ed|ing)?|debug(?:ged|ging)?|work(?:ed|ing)? (?:on|hard|together|through|closely|day)|"
    r"research(?:ed|ing)|brainstorm(?:ed|ing)|monitor(?:ed|ing)|documented|trying|working|going through|"
    r"wrote (?:up )?(?:(?:a|an|the|our|my) )?(?:\w+ )?(?:report|post-?mortem|document|summary|analysis|wiki page)|"
    r"(?:sat|sit|sitting) (?:down|together)|reflect(?:ed|ing)|thought (?:about|hard|a lot)|met (?:with|to|again|up)|informed|"
    r"communicated|shared (?:it|this|the)|presented (?:it|this|the|our|my)|explained|reached out|took (?:notes|a step back))"
)
_DECISION = r"(?:decided (?:to|that)|agreed (?:to|that|on)|promised to)"
_PLAN = r"(?:will|going to|(?:plan|planned|planning|intend|intended|hope|hoped|want|wanted|need|aim) to|thinking about|should)"


_OF_PLAN = 5
"""The pattern that finds plans."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    told = result_of(document)
    found = by_sentence(matches, told)
    if not found or len(found) < len(told):
        return
    if any(tells_outcome(rest(sentence, _with_plans(found[sentence.number]))) for sentence in told):
        return
    elsewhere = harm_elsewhere(document, told)
    if not (document.inferred and elsewhere):
        yield Hit(
            found[told[0].number][0].span, severity=Severity.INFO if document.inferred or elsewhere else None
        )


def _with_plans(matches: list[Match]) -> list[Match]:
    """The matches, each plan up to the end of its sentence: what is planned has not happened."""
    return [
        match._replace(span=Span(match.span.start, match.sentence.span.end))
        if match.pattern == _OF_PLAN
        else match
        for match in matches
    ]


RULE = Rule(
    code="S120",
    name="no-result-stated",
    severity=Severity.WARNING,
    message="This is something done, planned or felt; the Result does not yet say what came of it.",
    question="What was different afterwards, and for whom: how many, how long, how much?",
    patterns=(
        rf"\b(?:{_WE}|it)(?:'m|'re|'s)? {_SOON}(?:(?:felt|feel|was|were|am|are|got|became|been),? )?{_VERY}{_MOODS}\b",
        rf"\b(?:it|that|this|the (?:whole thing|experience|situation|atmosphere|mood|time))(?:'s|(?: was| is| felt| has been),?) {_VERY}{_HARD}\b",
        rf"\b(?:{_WE} {_SOON}(?:have|having|had|held|hold|organi[sz]ed|scheduled|set up|arranged|attended|called) (?:\w+ ){{0,4}}|there (?:was|were) (?:\w+ ){{0,4}}){_MEETING}\b",
        rf"\b(?:{_WE} {_SOON}|and (?:then )?){_BUSY}(?: (?:about )?(?:what|how|why) (?:\w+ ){{0,3}}(?:went|gone|go) wrong)?\b",
        rf"\b{_WE} {_SOON}{_DECISION}\b",
        rf"\b(?:(?:i|we|the team|our team|my team|management)(?:'m|'re)?(?: {_SOON}{_PLAN}|'ll)|the (?:plan|idea|goal|next steps?|intention) (?:is|was|would be) (?:now )?to)\b",
        rf"\b{_WE} could(?:n't| not) (?:even )?(?:sleep|eat|concentrate|believe it|stop thinking)\b",
    ),
    check=check,
)
