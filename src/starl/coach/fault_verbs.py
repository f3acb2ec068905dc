"""What somebody does wrong, or leaves undone: verbs, in RE2 syntax, that need a look at their subject."""

from __future__ import annotations

VERY = r"(?:(?:just|simply|even|really|ever|actually|properly|fully|completely|totally|always|once|at all|bothered? to|been|have) )*"
NOT = (
    r"(?:didn't|did not|doesn't|don't|does not|wouldn't|would not|couldn't|could not|couldn't be (?:bothered|arsed) to|hadn't|had not|"
    r"hasn't|has not|haven't|have not|never|failed to|fail to|forgot to|forgets to|refused to|refuses to|neglected to|omitted to|"
    r"didn't want to|did not want to|didn't bother to|"
    r"not even)"
)
DUTY = (
    r"(?:tell|told|test|tested|check|checked|double-check|review|reviewed|document|documented|warn|warned|mention|mentioned|inform|"
    r"informed|answer|answered|reply|replied|respond|responded|deliver|delivered|do (?:(?:any|a|the|his|her|their|its|proper|enough|real|good|thorough|much) )*(?:job|work|part|bit|homework|testing|tests?|reviews?|checks?|due diligence|research|handover|it|them)|"
    r"give|given|gave|share|shared|explain|explained|listen|listened|bother|bothered|send|sent|provide|provided|communicate|"
    r"communicated|support|supported|help|helped|train|trained|approve|approved|allow|let|react|reacted|update|updated|verify|verified|"
    r"validate|validated|run|ran|write|wrote|written|look|looked|open|opened|ask|asked|follow|followed|read|maintain|maintained|"
    r"plan|planned|enter|entered|compare|compared|agree|agreed|provision|fix|fixed|raise|raised|flag|flagged|escalate|escalated|"
    r"care|cared|pay|paid|hire|commit|show up|think|push|pushed|normali[sz]ed?|pull (?:his|her|their|its) weight|take (?:it|this|that) seriously|"
    r"own (?:up|it)|keep|kept|prepare|prepared|hand over|handed over|disclose|disclosed|supply|supplied|comment|commented|announce|announced|attend|attended|contribute|contributed|cooperate|cooperated|involve|involved|take care|name|named)"
)
UNSURE = (
    r"(?:catch|caught|notice|noticed|spot|spotted|see|saw|understand|understood|realise|realize|say|get it)"
)
DEED = (
    r"(?:missed (?:the|it|that|this|his|her|their|a|an|all|every|both|some|one|two|three)|overlooked|messed (?:it |this |that |things |everything )?up|"
    r"screwed (?:it |this |that |things |everything |us |me )?up|screwed me|screwed us|fucked (?:it |this |things |everything )?up|"
    r"botched|bungled|dropped the ball|let (?:me|us|the (?:team|project)|everyone) down|let it (?:pass|through|slip|slide)|"
    r"failed (?:me|us|at (?:his|her|their)|in (?:his|her|their))|forgot (?:to|about|the|it|that)|ignored (?:me|us|my|our|the|it|this|that|every|all|both)|neglected|ghosted (?:me|us)|"
    r"lied|misled|misinformed|misconfigured|mislabell?ed|waved (?:it|this|them) through|waved it|waved mine|signed (?:it|this|them) off without|"
    r"threw (?:me|us) under|blamed (?:it |everything |this |that )?(?:on )?(?:me|us)|put (?:it |that |the blame |everything )(?:all )?on (?:me|us)\b|sat on (?:it|this|them|my)|"
    r"(?:given|gave|granted|allowed|left) (?:me|us) (?:only|just|too|barely|no)|(?:told|informed|asked|warned) (?:me|us) (?:too late|only|at the last|on the (?:eve|day|last|evening|morning)|the (?:night|day|evening) before)|"
    r"went on (?:holiday|vacation|leave) (?:and|without|in the middle)|took (?:forever|ages)|"
    r"underestimated|made (?:a|the|some|several|another|many|this|that) (?:\w+ )?(?:mistakes?|errors?|mess|blunder|wrong)|"
    r"(?:gave|sent|handed|fed|told|provided|delivered|supplied|showed|shipped)(?: (?:me|us|it|them|out|over))* (?:(?:the|a|an|some|totally|completely|with|us|me|all|their) )*"
    r"(?:wrong|bad|broken|incomplete|outdated|contradictory|conflicting|false|misleading|incorrect|faulty|buggy|unusable|garbage|crap|rubbish|unclear|vague|little|zero|limited|insufficient|impossible|unrealistic|"
    r"too (?:few|little|late)|late)|(?:was|were|came|always) (?:too |two weeks |weeks |months |days |very |so )*late (?:with|on|again|in)|"
    r"(?:kept|keeps|was always|were always|kept on) (?:changing|adding|moving|asking for|pushing|postponing|delaying|ignoring|interrupting|promising|switching|saying no|cancell?ing)|"
    r"changed (?:his|her|their) minds?|changed (?:everything|the (?:requirements?|specs?|scope|plan|rules|format|date|priorities))|"
    r"(?:moved|pulled|brought|pushed) (?:up |forward )?(?:the|our) (?:deadline|date|goalposts|launch|release)|"
    r"(?:pushed|pressured|forced|rushed|hurried|bullied|talked|hounded) (?:me|us) (?:to|into|so)|insisted (?:on|that|we|i)|"
    r"overruled (?:me|us)|blocked (?:me|us|my|our|everything)|cut (?:my|our|the) (?:\w+ )?(?:budget|team|hours|time|testing|headcount)|"
    r"wrote (?:\w+ ){0,3}wrong|wired (?:\w+ ){0,4}wrong|plugged (?:\w+ ){0,6}wrong|(?:picked|chose|selected|bought|used|put|configured|entered|typed|has written|set|ordered|sent) (?:\w+ ){0,2}(?:wrong|cheap|cheaper|cheapest)\b|"
    r"had (?:it |no )(?:inverted|idea what|clue)|did (?:a )?(?:poor|bad|terrible|lousy|sloppy|not do)|did (?:it|this|everything) (?:all )?wrong|(?:got|had|did) it (?:all )?wrong|"
    r"left (?:me|us) (?:with|alone|hanging|in the dark|to)|pulled out|lost (?:its|their|his|her) nerve|"
    r"wanted (?:it|everything|their) (?:launch|yesterday|cheap|done fast)|made it impossible|promised (?:me|us|the client|the customer) |wasted (?:my|our|weeks|a)|"
    r"signed (?:it|this|that|my \w+|the \w+) off without|(?:merged|approved|shipped|deployed|released|accepted|forwarded|sent) (?:it|this|that|them|my \w+|the \w+|everything) without|broke (?:it|(?:the|an?) (?:[\w-]+ )?(?:build|api|contract|site|code|tests?|server|system|data|interface|production|imports?|exports?|pipeline|deploy|deployment|release|database|"
    r"schema|app|checkout|login|service|jobs?|migration|feature|pages?|website|cluster|network|backups?|integration|config|configuration|branch|quer(?:y|ies)|queue|cache|index)|production|our|my|everything)|"
    r"(?:deleted|dropped|wiped|overwrote) (?:the|our|my|a) (?:[\w-]+ )?(?:index|indexes|tables?|database|data|files?|backups?|branch|records?|volumes?|buckets?|folders?|configs?|configuration)|"
    r"threw (?:it|this|that|everything|things) over the (?:wall|fence)|left (?:in the middle|mid-|halfway|the (?:company|project|team|job)|(?:us |me )?(?:with )?(?:behind )?a (?:huge |total |big |complete )?mess)|quit (?:in|without|two|mid|halfway|on us|just)|walked out|"
    r"(?:was|were) (?:just |simply |always |constantly |never |mostly |too |usually |often |also )*(?:busy|available|unavailable|nowhere to|impossible to reach|hard to reach|absent|on (?:holiday|vacation|leave|sick leave|a course))|"
    r"(?:was|were|is|are)(?:n't| not) (?:really |even |very |exactly |at all |properly )*(?:pulling|contributing|doing (?:his|her|their|any|anything)|communicating|responding|answering|listening|cooperating|cooperative|helpful|responsive|prepared|available|supportive|interested|committed|motivated|reliable|willing|ready)|"
    r"set (?:an? |us |me )*(?:unrealistic|impossible|crazy|ridiculous|arbitrary|insane)|took (?:(?:too|so|very) long|(?:[\w-]+ ){1,4}(?:weeks?|months?|days|hours) (?:to|just to|before))|lacked|decided to (?:skip|cut|ignore|rush|go live|launch|release|drop|postpone|move|change|save|not)|"
    r"(?:couldn't|could not|can't|never could) (?:make up (?:his|her|their) minds?|agree|decide|care less)|(?:assigned|put|moved|threw) (?:me|us) (?:to|on|into|onto)(?: [\w'-]+){1,5} (?:i|we) (?:had no|didn't|had never|knew nothing)|"
    r"made (?:me|us) (?:work|use|skip|release|ship|do|rush|deploy|change|cut|promise)|(?:pushed|committed|merged|deployed)(?: \w+){0,3} (?:directly|straight) (?:to|into|on)|gave (?:me|us) no|"
    r"(?:is|was|were|are) (?:really |mainly |mostly |clearly |entirely |solely )?(?:to blame|at fault|responsible for (?:this|that|the (?:bug|failure|outage|mistake|error|delay|mess)))|(?:was|were) (?:always |constantly )?(?:against me|unresponsive|uncooperative|unhelpful))"
)
MODAL = (
    rf"(?:should(?:'ve| have| of)|could(?:'ve| have| of)|might have|ought to have|was supposed to|were supposed to|was meant to) {VERY}"
    r"(?:told|tell|warned?|test(?:ed)?|check(?:ed)?|caught|catch|review(?:ed)?|known|noticed|spotted|asked|informed?|documented?|"
    r"prevent(?:ed)?|stopped|trained|helped|seen|said|done|given|give|send|sent|listened|looked|read|spoken|mentioned|verif(?:y|ied)|flagg?e?d?)"
)
TAIL = (
    r"(?:without (?:even |ever |having |so much as )*(?:(?:telling|asking|informing|consulting|warning|notifying|involving) (?:me|us|anyone|anybody|the team)|saying|a (?:word|note|warning|heads-up)|"
    r"(?:any )?(?:notice|warning|documentation)|(?:checking|testing|looking|reading|reviewing|opening|understanding)(?: it| them| the \w+)?|(?:read|looked|tested|checked|opened) )|and (?:told nobody|didn't tell (?:me|us|anyone)|never told (?:me|us|anyone))|"
    r"(?:at a |very |way |far |much )+late(?: stage| date)?|(?:weeks?|months?|days|hours) (?:too )?late|too late|late|at the last (?:minute|moment|second)|in the last (?:minute|moment|week)|last minute|the (?:night|day|evening) before|at midnight|overnight)"
)
"""The end of what somebody did: `... without telling us`, `... two weeks late`."""
