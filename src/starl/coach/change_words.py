"""How people say that they changed something, or used it since. Fragments in RE2 syntax, one space for any white space."""

from __future__ import annotations

MENTAL = (
    r"(?:am|was|were|be|been|think|thought|believe|feel|felt|know|knew|see|realise|realize|understand|suppose|guess|"
    r"hope|wish|want|wonder|mean|remember|regret|agree|doubt|accept|appreciate|get it|wouldn't|couldn't|would|will|"
    r"could|should|shall|might|may|can|must|need|have to|had to|love|like|hate|say that|forgive|laugh|blame|owe)"
)
"""What is no habit that one could watch somebody do."""

HABIT = (
    r"(?:accept|agree|allow|announce|annotate|answer|approve|arrange|ask|assign|attach|automate|avoid|back up|batch|begin|block|book|"
    r"break|bring|budget|build|buy|call|carry|check|choose|circulate|clamp|clear|click|close|collect|comment|commit|"
    r"compare|compile|compute|confirm|copy|count|cover|create|cross-check|cut|date|decline|default|define|delete|"
    r"demo|deploy|diff|discuss|do|document|double|double-check|draft|draw|drop|dry-run|email|enable|encrypt|"
    r"enforce|ensure|enter|estimate|exercise|expect|explain|export|feed|file|fill|find|fix|flag|follow|freeze|get|"
    r"give|go|grep|hand|hide|hold|include|insist|inspect|invite|isolate|keep|label|lay|leave|let|limit|"
    r"list|listen|load|lock|log|look|make|map|mark|measure|meet|merge|mock|monitor|multiply|name|note|notify|offer|open|"
    r"order|pad|pair|park|paste|pay|phone|pick|pilot|pin|ping|plan|post|practise|practice|prepare|press|price|print|"
    r"profile|prototype|publish|pull|push|put|query|question|raise|re-read|reach|read|rebase|record|refuse|rehearse|reject|"
    r"release|reload|remove|rename|repeat|replay|reply|report|reproduce|request|require|resample|reserve|"
    r"restart|restore|review|ring|roll|rotate|run|sample|save|scan|schedule|script|search|send|set|share|ship|show|sign|"
    r"simulate|sit|skip|sketch|sleep|snapshot|speak|spell|spend|split|squash|stage|stand|start|state|stick|stop|store|"
    r"strip|submit|summarise|summarize|switch|tag|take|talk|teach|tell|test|time|timebox|time-box|track|trace|trial|trust|try|turn|"
    r"type|unplug|update|upgrade|use|validate|verify|version|visit|volunteer|wait|walk|warn|watch|wipe|wire|work|write)"
)
"""Verbs in the present tense that tell a habit somebody could watch."""

_ADVERB = r"(?:also|always|never|only|just|first|still|even|actually|usually|simply|personally|really|then|now|do|don't|do not|rarely|routinely|deliberately|automatically|explicitly|religiously|too|typically|generally|normally)"

_GUARD = (
    r"(?:tests?|checks?|checkers?|checklists?|check-?lists?|scripts?|alarms?|alerts?|alerting|rules?|hooks?|linters?|lint rule|locks?|guards?|"
    r"guardrails?|monitors?|monitoring|templates?|runbooks?|playbooks?|reviews?|limits?|steps?|gates?|validators?|validation|"
    r"pipelines?|jobs?|dashboards?|reminders?|policy|policies|process|procedures?|breakers?|flags?|feature flags?|"
    r"canary|canaries|dry[- ]run|dry-run|backups?|budgets?|timeouts?|retries|retry|stages?|staging|sandbox|switch|rollback|"
    r"documentation|docs|doc|wiki|page|log|logs|logging|column|line|section|heading|field|label|sign|meeting|sync|stand-?up|"
    r"retros?|retrospectives?|post-?mortems?|rota|rotation|schedule|calendar|buffer|spreadsheet|sheet|list|tool|harness|suite|"
    r"generator|simulator|fixture|fixtures|constraint|index|assertions?|asserts?|type|types|schema|contract|agreement|"
    r"definition of done|permissions?|approvals?|second (?:pair of eyes|name|person|approval)|workshop|training|"
    r"session|sessions|standard|convention|guideline|guidelines|habit|system|version control|ci|automation|automated \w+|framework|plan|format|form)"
)
_MADE = (
    r"(?:added|introduced|implemented|built|wrote|created|made|put in place|put in|put up|put|set up|set|moved|replaced|rewrote|automated|"
    r"started|began|changed|switched|adopted|established|proposed|pushed for|instituted|drew up|drafted|documented|"
    r"installed|configured|enabled|wired|integrated|agreed on|agreed|arranged|scheduled|organised|organized|launched|"
    r"rolled out|extended|turned|locked|split|bought|designed|developed|formali[sz]ed|standardi[sz]ed|included|incorporated|got us|got them to|got|insisted on|updated)"
)

SINCE = (
    r"\b(?:(?:ever )?since (?:then|that|this|the|those|it)\b|ever since|since the (?:incident|outage|day)|"
    r"(?:from|after) (?:then on|that (?:day|point|moment|time|week|night|incident|project|release|launch|experience)|"
    r"this (?:day|time|moment|point|experience|incident)|there on|now on)|after (?:that|this),? (?:i|we)\b|afterwards?,? (?:i|we)\b|"
    r"(?:i|we)(?:'ve| have|'d| had)? \w+ (?:\w+ ){0,6}(?:after that|afterwards)\b|"
    r"these days|nowadays|to this day|as of (?:then|today)|"
    r"(?:have|has|'ve|'s) (?:\w+ ){0,3}since(?:[.,;]|$| (?:and|then|without|i|we))|(?:haven't|hasn't|have not|has not|not once|never) (?:[\w'-]+ ){1,9}since\b|"
    r"\w+ since[.!]?$|since[,:] (?:i|we|every|each|all)\b|"
    r"(?:i|we|it|they|he|she|that|there)(?:'s|'ve| has| have)? since \w+ed\b|"
    r"(?:any ?more|any longer)\b|no longer\b|by now\b)"
)
"""Since then, from that day, these days, no longer."""

NOW = (
    r"(?:(?:^|[,;:.] ?|\b(?:so|and|but|which is why|that's why|today|well|um|uh|yeah) )(?:now|today|nowadays|currently),? (?:i|we|my|our|every|each|all|any|the|there|there's|it|it's|nothing|no|"
    r"nobody|a|an|whenever|before|after|when|if|for|in|with|at|on|anything|everything|both|only|first)\b|"
    r"\bnow (?:i|we)(?:'m|'re|'ve)?\b|\b(?:i|we) (?:"
    + _ADVERB
    + r" )?now (?:"
    + _ADVERB
    + r" )?[a-z]|\b(?:i|we)(?:'ve| have|'m| am|'re| are) now\b|"
    r"\b(?:is|are|has|have|'s|'re|'ve|lives?|runs?|sits?|gets?|goes|comes|needs?|requires?|refuses?|blocks?|takes?|starts?|stops?|"
    r"shows?|uses?|does|do|can't|cannot|won't|must|works?|holds?|belongs?|prints?|asks?) (?:[\w'-]+ ){0,2}now\b|"
    r"\bnow (?:has|have|is|are|gets?|runs?|needs?|requires?|refuses?|blocks?|starts?|stops?|lives?|comes?|goes|uses?|does|do|"
    r"part of|prints?|reads?|checks?|holds?|shows?|takes?|asks?|fails?|includes?|contains?|must|cannot|can't|sits?|makes?|writes?|compares?|crawls?|belongs?|our|my|the)\b|"
    r"\b[a-z'-]+s? now[.!:;,]|\b[a-z'-]+ now$|\bnow (?:before|after|when|while|if|and|but|because|so|with|for)\b|\bnow [a-z]+(?:s|ed) (?:the|a|an|its?|on|off|with|to|in|out|at|by|no|any|every|each|all|my|our|two|three|if|when|against)\b|(?:^|\bso |\band )now\b)"
)
"""Now, in a sentence about what is done now."""

NOT_NOW = (
    r"\b(?:right now|just now|until now|till now|up to now|now and then|now and again|every now|for (?:\w+ )?(?:years|months|weeks) now|"
    r"(?:would|i'd|we'd|will|i'll|we'll|should|could) now\b|now (?:i|we|you)(?:'d|'ll| would| will| should| could)\b|"
    r"now (?:i|we) (?:also |fully |really |better |finally )?(?:know|think|believe|feel|see|understand|realise|realize|regret|wonder|suppose|guess|can see|can say|am (?:a )?(?:different|better|stronger|more|sure|wiser|older))|"
    r"(?:i|we) now (?:also |fully |really |better |finally )?(?:know|think|believe|feel|see|understand|realise|realize|regret|wonder|suppose|have a better understanding|appreciate)|"
    r"(?:was|were|had|did|could) now\b|now (?:was|were|had)\b|looking back|even now|(?:saying|telling|thinking|talk|asking) (?:\w+ ){0,3}now|"
    r"\b(?:i'd|i would|we'd|we would|could've|should) (?:[\w'-]+ ){1,12}now\b|(?:he|she|they)(?:'s|'re| is| are| works?) (?:\w+ ){0,4}now\b|where (?:i|we) (?:am|work) now$|(?:stronger|wiser|older|better (?:engineer|developer|person|programmer)) now)"
)
"""Now as a word of time only, or of thinking, not of doing."""

INTENTION = (
    r"(?:\b(?:next time|in (?:the )?future|from now on|going forward|if i (?:did|do|could do|had to do|were to do|was to do|had) (?:it|this|that)|if i'd|"
    r"were i to|given (?:the|another) chance)\b|\b(?:i|we)(?:'d| would| would've| will|'ll| shall|'m going to| am going to| should| could| might| hope to| want to| plan to|"
    r" intend to| promise to| need to| must| have to| try to|'m trying to| am trying to|'m planning to|'d like to)\b)"
)
"""What somebody will do, or would; not what they did."""

USED = (
    r"\b(?:(?:it|that|this|which|the \w+(?: \w+)?|they|and|that \w+|he|she)(?:'s| has| have|'ve)?(?: already| since| also| now| even)? "
    r"(?:caught|stopped|saved|prevented|found|flagged|refused|turned up|threw out|blocked|spotted|warned|paid off|stayed|held)\b"
    r"(?: (?:us|me|the|a|an|one|two|three|four|five|\d+|it|them|something|him|her|my|our|every|out|up|off|of|for|twice|already|once)\b)|"
    r"(?:has|have|'s|'ve) (?:already |since |now |even )?(?:caught|stopped|saved|prevented|flagged|refused|blocked|spotted|turned up|held up|copied|adopted|taken (?:it|this|that|the)|taken (?:up|over)|asked for|become|been adopted|been used)\b|"
    r"(?:caught|stopped|saved|flagged|refused|found) (?:it|one|two|three|\w+) (?:times?|already)|"
    r"(?:in|on|for|with|at|during|by|and|so|then|when)? ?(?:the|my|our|that|a) (?:next|following|second|later|new) (?:\w+ ){0,2}(?:project|release|migration|job|time|one|product|"
    r"launch|rollout|sprint|quarter|year|month|spring|summer|autumn|fall|winter|season|rewrite|feature|client|company|team|import|round|version|place|deployment|incident|outage|upgrade|tender|ship|gig|role|position|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)s?\b|"
    r"(?:on|at|for|with|in) (?:the next|each|every|my next|our next|later|two|three|four) \w+(?: \w+)? (?:since|after)|"
    r"(?:weeks?|months?|years?|quarters?|sprints?|releases?) (?:later|after|on),|"
    r"(?:used|applied|use|apply|copied|borrowed|adopted|took over|taken over|reused|repeated|kept) (?:it|this|that|them|the same|the rule|that rule|this rule|the lesson|this lesson|the (?:approach|idea|habit|practice|template|checklist))\b|"
    r"(?:kept|keep|keeping|stuck|stick) (?:to )?(?:it|that|this|the) (?:rule|habit|practice|way|list|up|ever|since)|"
    r"still (?:do|use|have|keep|run|follow|there|hangs?|in use|on my)\b|(?:i|we|they) (?:all )?do (?:it|that|this|them|so) (?:too|still|to|every|each|on|now|before|also)|"
    r"(?:our|the|a|team's|company) (?:\w+ ){0,2}(?:standard|default|policy|procedure|norm)\b|in (?:the|our) (?:onboarding|handbook|checklist|template|definition of done|runbook)|"
    r"(?:^|, )(?:then )?(?:in|last|this|the following|that) (?:early |late |the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|week|month|year)\b|"
    r"\bon the next (?:occasion|one)|\b(?:has|have|'s) been (?:needed|used|pulled|asked for|copied|stopped|run) (?:\w+ )?(?:twice|once|times|since)|\bthe (?:same )?(?:thing|mistake|fault|slip|problem|error|situation) (?:turned up|came up|happened|would have|came|showed)\b|"
    r"(?:two|three|several|some|many|a few|both|the|other|another|all) (?:\w+ ){0,4}(?:use|do|run|copied|took|borrow|adopted|have asked for|have copied|picked) (?:it|that|the|ours|this|them|our|up)\b)"
)
"""Where the change was used, and what came of it."""

MADE = (
    rf"(?:(?:^|\b(?:i|we|and|then|so|team|who|that|also|first|manager|us) )(?:then |also |later |finally |immediately |first |even |just |only |have |had |'ve )?{_MADE} "
    rf"(?:[\w'-]+ ){{0,6}}{_GUARD}\b|"
    rf"\b(?:i|we)(?:'ve| have) (?:also |now |even |since |already |just )?(?:added|introduced|built|written|created|made|put|set|moved|replaced|rewritten|"
    r"automated|started|changed|switched|adopted|asked|kept|done|given|drawn|turned|locked|got|stopped|begun|used|run|taken|brought|become|used|tested|been (?:doing|using|running|asking|keeping|writing|checking|testing|adding|making))\b|"
    r"\b(?:i|we) (?:then |also |later |finally |have )?(?:started|began|stopped|quit|gave up) (?:to )?\w+ing?\b|\b(?:i|we) made (?:it|sure|a habit|a point|that)\b|\bmade it (?:a|my|our) (?:habit|rule|point|policy)\b|"
    r"\b(?:my|our|the) (?:\w+ ){0,2}(?:rule|habit|routine|policy|practice|checklist|template) (?:is|has|includes|says|starts|begins)\b|\bi(?:'ve| have) (?:got )?a (?:\w+ ){0,2}(?:rule|habit|list|sticky|note|sign|checklist|test|script|template|reminder|copy|check|timer)\b)"
)
"""A safeguard made, a habit begun."""

PRESENT = (
    rf"(?:(?:^|[.,;:] ?|\b(?:so|and|but|or|because|which|that|then|day|time|since|release|review|before|what|why|first|do|is|where|now|change|merge|deploy|one|anything|something|thing|to|start) )(?:i|we) (?:{_ADVERB},? ){{0,2}}{HABIT}\b|"
    r"\b(?:every|each|any|no|nothing|all|everything|anything|none|the (?:first|last)) (?:[\w'-]+ ){0,4}(?:of (?:mine|ours|my own)|(?:i|we)(?:'ve| have)? (?:\w+))\b|\b(?:of mine|of ours)\b|"
    rf"\b(?:i|we) (?:won't|don't|never|no longer|refuse to|always|haven't) (?:\w+ )?{HABIT}\b|"
    r"\b(?:my|our) (?:\w+ ){0,3}(?:has|have|is|are|refuses?|starts?|runs?|includes?|lives?|comes?|gets?|goes|sits?|asks?|needs?|prints?|blocks?|checks?|stays?|must)\b|"
    r"\b(?:a|the|our|my|that|its?|one|ci|no|every|each|any|it|script|hook) (?:[\w'-]+ ){0,4}(?:refuses|blocks|compares|rejects|warns|fails|checks|scans|prints|counts|pages|runs|catches|stops|watches|alerts|asks|requires|lives|keeps|won't|needs|gets|goes)\b|"
    r"\b(?:nobody|no one|everybody|everyone|nothing|neither) (?:[\w']+ ){0,2}(?:merges|gives|changes|may|can|deploys|goes|gets|ships|pushes|starts|runs|is|leaves|touches|does|signs|reads|has)\b|"
    r"\bthere(?:'s| is| are) (?:always )?(?:a|an|one|two|no|office|my|our)\b|"
    r"^(?:[\w:,'-]+ ){1,6}(?:is|are|gets?) (?:now |always |only |first |then )?(?:\w+ed|made|read|written|sent|kept|put|run|drawn|cut|held|taken|given|built|tested|shown|done|set) (?:first |aloud |out |twice )?(?:by|with|to|before|from|at|on|in|onto|against|after|as|above|for|under|until|every|each|and)\b|"
    r"\b(?:changes|releases|letters|requests|deployments|files|cases|numbers|orders|keys|drafts|dates|names|rules) (?:always |only |first )?(?:go|run|come|sit|live|belong|stay|wait|start|need|carry|get) [a-z]+\b|"
    r"\b(?:before|after|on|with|at|during) (?:each|every) [a-z]+|\b(?:each|every) (?:first |second |third |other |single )?(?:day|night|morning|evening|week|month|quarter|year|spring|autumn|release|deploy|push|merge|sprint|friday|monday|tuesday|wednesday|thursday|sunday|change|commit|project|migration)\b|\bonce an? (?:day|week|month|quarter|year|sprint)\b|"
    r"\bwhat(?:'s| has)? changed(?::| is| was)|\bthat(?:'s| is) how (?:\w+ ){1,4}(?:is|was|are|were) [a-z]+|\bgoes? (?:to|through|past|into|onto|out) (?:a|an|the|two|another|somebody|someone) [a-z]+|"
    r"\b(?:before|after|whenever|if|when|for (?:each|every)) (?:[\w'-]+ ){1,10}(?:i|we) (?:\w+ )?"
    + HABIT
    + r"\b)"
)
"""The present tense of habit and of rules that hold: a change only where the learning is told."""

NO_HABIT = (
    r"(?:\b(?:take|takes|took|accept|bear) (?:the )?(?:full |total |complete |all )?(?:responsibility|blame)\b|\bi look(?:ed)? back\b|back and forth\b|\bi(?:'ve| have) (?:thought|turned this|turned that|drawn|asked myself|felt|told this)|"
    r"\b(?:my|our) (?:[\w'-]+ )?(?:failing|weakness|mistakes?|fault|flaw|belief|feeling|heart|opinion|guess|gran|problem|failure|error|biggest \w+) (?:is|was|has|are)\b|\bi (?:felt|still feel|still think|still believe|still wonder|do see|do think|do believe|do feel|don't feel|don't think|don't believe|don't hold|don't see|read quite|believed|had thought)\b|"
    r"there(?:'s| is) a (?:whole|kind|sort|tension|certain|particular|road|quality|lot to|saying)\b|in the end\b|\bmirror\b|never stops\b|perfectionist|(?:^|, )(?:and |so |but )?(?:what|why|was|how|do|who|where|isn't|is it|could) [^?]*[?]|\bthat's what you do\b)"
)
"""Present or recent, but no change: feelings, musings, taking the blame."""
