"""What a short reply says that only its words show: notes without a subject, hedges, harm and who bore it, intentions.

All patterns are for one sentence in lower case with plain quotes, as `Sentence.plain` holds it.
"""

from __future__ import annotations

from starl.text.lazy import lazy

_IRREGULAR = (
    r"sent|ran|took|wrote|put|left|gave|made|set|cut|brought|built|picked|kept|let|drew|sold|bought|spent|chose|used|"
    r"went|lost|said yes|said no|forgot|knew|thought"
)
NOTE = lazy(
    r"(?:did not|didn't|never|said nothing|kept quiet|told nobody|asked nobody)\b"
    rf"|(?!(?:based|needed|caused|learned|helped|worked|tried|fixed|repaired)\b)(?:[a-z]{{3,}}ed|{_IRREGULAR}) "
    r"(?:the|a|an|my|our|it|them|all|on|with|by|for|from|to|at|only|no|that|every|everything|one|two|three)\b"
    r"|(?:.* )?(?:because of me|on me|my (?:mistake|fault|call|decision|doing|bad))\W*$"
)
"""A note that leaves `I` out, or ends on it."""

ACT = lazy(
    r"\bi(?:'d|'ve| had| have| did| just| only| simply| then| even| also){0,3} "
    r"(?!(?:worked|tried|wanted|needed|liked|loved|learned|noticed|fixed|apologi[sz]ed|reported|called|phoned|helped|repaired|"
    r"restored|reali[sz]ed|warned|asked|told|explained|jumped|rescued|solved|turned|stayed|reacted|finished|delivered)\b)"
    rf"(?:[a-z]{{2,}}ed|propose|{_IRREGULAR})\b"
)
"""Something that the person did, which may be what went wrong."""

FORMULA = lazy(
    r"\b(?:take (?:full |complete )?responsibility|own my part|mine as well|my part|me too|in hindsight|"
    r"mistakes were made|(?:i|we) (?:was|were|am|are) (?:part|one) of|of course i was the one|by me|as i was told)\b"
)
"""An admission that names no act."""

HEDGE = lazy(
    r"\b(?:maybe|perhaps|probably|possibly|i guess|i suppose|kind of|sort of|might have|you could say)\b"
)
"""What takes half of an admission back."""

OWN_ACT = lazy(
    r"\bi(?:'d| had)? (?:just |only |simply )?(?:avoided|hoped|relied on|told myself|guessed|looked away|talked \w+(?: \w+)? into|"
    r"kept (?:saying|hoping|it to myself)|was afraid|was scared)\b"
)
"""What a person did who lets a failure come, beyond the words for plain faults."""

HARM = lazy(
    r"\b(?:los[et]s?|losing|loss|gone|wrong|late|refund\w*|paid|owed|fined?|cost|angry|furious|upset|cried|crying|shouted|"
    r"complain\w*|cancel\w*|postponed?|delayed|locked|blocked|broken?|broke|crash\w*|collapsed?|dead|died|die|cold|down|"
    r"offline|stood|standing|stopped|stuck|left|quit|unsubscribed|exposed|taken|stolen|destroyed|thrown?|threw|wasted|"
    r"missed|failed|fell|doubled|leaked|apologi[sz]\w*|turned away|gave up|got nothing|worse|overdrawn|outage|in the bin|"
    r"couldn't|could not|unable|had to|wrote to|half the night|out for|hours? of|weeks? of|took (?:\w+ )?(?:weeks|months)|"
    r"[\d,.]*\d (?:euros|dollars|pounds))\b|[$€£] ?\d"
)
"""Something definite that was harmed, lost or borne."""

WHO = lazy(
    r"\b(?:customers?|clients?|users?|patients?|passengers?|players?|students?|pupils?|drivers?|learners?|members?|"
    r"people|persons|families|teachers?|nurses?|managers?|colleagues?|teammates?|dealers?|sellers?|readers?|volunteers?|"
    r"engineers?|maintainers?|developers?|designers?|owners?|hospitals?|shops?|company|team|teams|boss|lead|director|"
    r"women|woman|men|man|he|she|they|her|him|them|everyone|others|we|us|builds?|orders?|sales?|deal|revenue)\b"
)
"""Who, or what of theirs, had to bear it."""

AMOUNT = lazy(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|dozens?|million|half|third|quarter|fifth|tenth|doubled)\b"
)
"""How much."""

GENERAL_HARM = lazy(
    r"\b(?:problems?|trouble|negative|not (?:so |very |too )?(?:happy|nice|great|good|ideal)|unhappy|bad experience|slow|slower|"
    r"difficult(?:ies|y)|suffered|suffer|impact|effect|damage|consequences|frustrat\w*|not able|not usable|delays?|wait|"
    r"a bit high|harm)\b"
)
"""Harm in words that fit any failure."""

SMALL = lazy(
    r"\b(?:a bit|a little|slightly|somewhat|minor|small|hiccup|for a moment|for some time|for a while|sort of|some (?:problems?|trouble|users|"
    r"difficult\w*)|kind of|rather quickly)\b"
)
"""What makes a harm small."""

MEANT = lazy(
    r"\b(?:going to|i will|i'll|i would|i'd (?:definitely |rather |now )?(?:write|test|ask|check|say|do|tell|try)|next time|"
    r"plan to|trying to|try to|hope to|have to learn|if i did it again)\b"
)
"""An intention."""

KNOWN = lazy(r"\b(?:today|now|since then)(?:,)? i (?:know|understand|see|realise|realize|think|believe)\b")
"""A belief of today, which is no change in what is done."""
