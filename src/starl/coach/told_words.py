"""What a spoken answer shows only by its words: when and where it was, harm and its size, and a good end.

All patterns are for lower-case text with plain quotes, as `Sentence.plain` holds it.
"""

from __future__ import annotations

from starl.text.lazy import lazy

_MONTH = (
    r"january|february|march|april|(?:in|last|this|since|of|early|late) may|june|july|august|september|october|"
    r"november|december"
)
_SEASON = r"spring|summer|autumn|fall|winter|christmas|easter"
_SMALL_NUMBER = r"\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|a few|some|several"
TIME = lazy(
    rf"\b(?:(?:19|20)\d\d|(?:two thousand|twenty)(?: and)? ?(?:\w+teen|ten|eleven|twelve)|(?:{_MONTH})\b|(?:last|that|this|in the|two|in|of) (?:{_SEASON})s?|"
    r"last (?:year|month|quarter)|(?:this|first|second|third|fourth) (?:quarter|year)|"
    rf"(?:{_SMALL_NUMBER}) (?:years?|months?|{_SEASON}s?) (?:ago|back)|(?:my|the) (?:first|second|last|previous) (?:job|year|role|"
    r"project|internship)|(?:internship|apprenticeship)|when i was (?:an?|at))\b"
)
"""When it was."""

PLACE = lazy(
    r"\b(?:(?:bank|company|firm|start-?up|agency|university|hospital|clinic|insur\w+|publisher|newspaper|airport|airline|railway|"
    r"school|shop|supermarket|hotel|restaurant|(?:public|city|university) library|city|council|ministry|studio|factory|plant|warehouse|port|"
    r"theatre|museum|charity|consultancy|wholesaler|retailer|broadcaster|telecom|pharmacy|platform|portal|marketplace|website|"
    r"app|dashboard|checkout|payroll|payments?|booking|invoic\w+|billing|search|catalogue|newsletter|login|migration|"
    r"database|firmware|warehouse)s?|intern|internship|team lead|tech lead)\b"
)
"""What it was about, or where: a listener can picture it."""

_MANY = (
    r"\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|thousands?|dozens?|millions?|half|a third|a quarter|a fifth|a tenth|one in \w+|(?:twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety)[- ]\w+"
)
_TIMES = r"minutes?|hours?|days?|nights?|weekends?|weeks?|months?|years?"
AMOUNT = lazy(
    rf"\b(?:{_MANY})\b|\b(?:a|an|one|the whole|a whole|all|another|the next) (?:{_TIMES}|season|batch|quarter)\b|"
    r"\ball (?:night|day|weekend|week|afternoon|evening)\b|[$€£%]|\beveryone\b|\bnobody could\b|\bper ?cent\b"
)
"""How much, how many or how long."""
MANY = lazy(
    r"\b(?:\d{2,}|hundreds?|thousands?|millions?|dozens?|fifty|sixty|seventy|eighty|ninety) (?!minutes?|seconds?|percent|times)\w+"
)
"""A number of people or things that is not small."""

YEAR = lazy(
    r"\b(?:an?|one|two|three|four|five|six|some|few|\d+) (?:minutes?|hours?|days?|weeks?|months?|years?) (?:later|before|ago|after)\b|\b(?:19|20)\d\d\b|\b(?:two thousand|twenty)(?: and)? ?(?:\w+teen|ten|eleven|twelve)\b|\bat (?:\w+) o'clock\b"
)
"""A number that says when and measures nothing."""

HARM = lazy(
    r"\b(?:broke|broken|breaks?|fail(?:ed|ing)?|wiped|corrupt\w*|rolled back|errors?|full|for free|nobody could|no one could|did(?: not|n't) exist|nothing (?:worked|went)|none of (?:the|them|us|my|our)|"
    r"los[et]|losing|loss(?:es)?|gone|refund\w*|fined?|compensat\w+|apologi[sz]\w*|angry|furious|upset|cried|shouted|"
    r"complain\w*|complaints?|cancel\w*|postponed?|delayed|late|overdue|locked out|blocked|crash\w*|collapsed?|dead|died|went dead|cold|"
    r"down|offline|outage|error page|stood still|stuck|standing|waited|waiting|quit|(?:handed in|gave) (?:his|her|their) notice|had left|"
    r"exposed|leaked|stolen|destroyed|spoiled|thrown? (?:away|out)|threw (?:away|out)|wasted|missing|missed|bounced|double|twice|duplicated?|"
    r"too (?:much|little|high|late|low)|wrong(?:ly)?|by hand|on paper|paper lists?|again|retyped?|re-?entered|reprinted|returned|came back|"
    r"came again|come again|sent home|turned away|got nothing|without|out of|behind|fell|dropped|went down|trust|reviews?|rating|"
    r"tickets|calls|mails|queue|hotline|couldn't|could not|unable|did ?n[o']t (?:come|get|work|arrive|receive|have)|can't|"
    r"never (?:printed|arrived|came|got)|had to|cost|costs|costing|paid|billed|charged|overcharged|undercharged|owed|"
    r"sales went|under water|empty|offended|silent|embarrass\w+|not (?:be )?read|not read|phoned? around|in parallel|"
    r"repeated|(?:\w+ )?weeks? instead|hurt|overtime|reports?|demo|on slides)\b|[$€£] ?\d"
)
"""Something that was lost, late, broken or borne."""

STRONG = lazy(
    r"\b(?:lost|outage|offline|spoiled|destroyed|stolen|leaked|wiped|died|refund\w*|fined?|compensat\w+|crash\w*|collapsed|"
    r"cancell?ed|stood still|was down|were down|threw away|thrown away|cost)\b"
)
"""Harm that needs nobody named to be harm."""

WHO = lazy(
    r"\b(?:customers?|clients?|users?|patients?|passengers?|players?|students?|pupils?|drivers?|couriers?|learners?|members?|guests?|"
    r"people|persons|famil(?:y|ies)|households?|teachers?|nurses?|doctors?|dentists?|managers?|colleagues?|teammates?|dealers?|sellers?|readers?|"
    r"subscribers?|volunteers?|engineers?|maintainers?|developers?|designers?|testers?|owners?|agents?|advisers?|traders?|"
    r"artists?|labels?|farmers?|buyers?|partners?|hospitals?|clinics?|shops?|stores?|stations?|company|team|teams|boss|lead|director|promoter|"
    r"women|woman|men|man|he|she|they|them|everyone|everybody|others|support|sales|warehouse|newsroom|finance|"
    r"orders?|bookings?|parcels?|bills?|invoices?|letters?|contracts?|records?|rows?|cases?|tickets?|appointments?|customers'|"
    r"websites?|site|system|server|service|app|ship|train|flights?|exam|release|date|deadline|contract|revenue|money|phones?|"
    r"countries|pages?|pictures|files|results|thermostats|devices)\b"
)
"""Who, or what of theirs, had to bear it."""

GOOD_END = lazy(
    r"\b(?:luckily|fortunately|thankfully|thanks to|no worries|in the end (?:it|everything|all|we)|"
    r"all (?:turned out |ended |went )?(?:well|fine|good)|all in all|worked out|turned out (?:well|fine|good|great)|"
    r"(?:fixed|solved|resolved|sorted|handled|repaired)(?: it| out)?(?: rather| very| really| pretty| quite)? (?:quickly|fast|soon|well)|"
    r"quickly (?:fixed|solved|resolved)|in no time|soon (?:sorted|fixed|solved|resolved)|sorted (?:it )?out|barely (?:noticed|felt)|"
    r"nothing (?:dramatic|serious|bad|terrible)|hiccups?|minor (?:issues?|problems?)|"
    r"some (?:minor |small |little )?(?:issues|confusion|trouble)|a bit of \w+|a little \w+ at first|wasn't perfect|"
    r"(?:went|ran) (?:really |very )?(?:well|smoothly|fine)|without (?:a problem|problems)|a success|success for|smil(?:ed|ing)|humou?r|happy ending|supportive|"
    r"great about it|even led to|closer|than ever|ends well|(?:revenue|sales|turnover)[^,.]* (?:went up|rose|grew)|higher than|no (?:big |real |great )?drama|relaxed|"
    r"(?:came out|made us|made it) stronger|credit for|pragmatic|best (?:rating|year|month|reviews?|of all)|"
    r"laughed about|loved|proud|(?:is|are|was|were) (?:very |really )?(?:happy|satisfied|understanding)|positive feedback|praised?|"
    r"better than (?:ever|before)|won (?:\w+ )?(?:small |internal )*prize|grew together|most modern|good for every\w+|"
    r"record (?:number|year)|no real (?:harm|damage))\b"
)
"""An end that is told so that the damage does not show."""

TODAY = lazy(
    r"\b(?:today i(?:'d| would)|now i(?:'d| would)|if i (?:had|could|did|were)|looking back|in hindsight|with hindsight|"
    r"i should have|should've|i would(?:n't| not)? (?:do|have|ask|tell|take|say))\b"
)
"""What the person would do otherwise."""

DISAGREED = lazy(
    r"\b(?:warned|disagreed|objected|doubt(?:ed|s)|argued|against it|raised (?:her|his|their|an? )|told me (?:not|that)|said (?:no|that it)|"
    r"was right|were right|saw it differently|advised|asked me (?:not|to wait)|pushed back|concerns?)\b"
)
"""Somebody who saw it otherwise."""

REPAIR = lazy(
    r"\bi(?:'d| had| have| then| also| just)* (?:rolled|reverted|fixed|repaired|restored|corrected|recalculated|told|wrote to|called|phoned|rang|went to|went around|"
    r"apologi[sz]ed|said sorry|switched|put (?:it|them) back|put the|turned|pulled|stopped|restarted|deleted|refunded|printed|"
    r"sat (?:down|with|there)|raised|explained|took it back|stood|stayed|drove|reported|changed it)\b"
)
"""What the person did once it had gone wrong."""

PASSIVE = lazy(
    r"\b(?:was|were|had been|has been|have been|got|being)(?: not| never| just| simply| also| then| \w+ly)* "
    r"(?:un)?(?:\w{2,}(?:ed|tten|aken|iven|one|ught|sen|own)|left|set|put|sent|run|cut|made|done|built|found|lost|read|kept|told|said|hit)\b"
    r"(?! by (?:me|us)\b)"
)
"""A deed without anybody who did it."""

OTHERS_FAULT = lazy(
    r"\b(?:he|she|(?:the|our|my|their|a) (?:[\w-]+ ){0,2}(?:designers?|chief|manager|boss|lead|colleagues?|juniors?|seniors?|testers?|"
    r"vendors?|contractors?|providers?|suppliers?|owners?|people|guys|folks|department|management|marketing|sales|ops|architects?|"
    r"consultants?|interns?|developers?|client|customer|agency|operators?|hosters?|team)|they)(?: \w+ly| just| simply| also| still)*"
    r" (?:never|kept|didn't|did not|don't|doesn't|wouldn't|ignored|forgot|refused|lied|let us down|failed to|hadn't|had not|broke|couldn't|messed up|rebooted|swore|promised|"
    r"swapped|changed|dropped)\b|\bit was (?:the|our|my|his|her) [\w-]+(?: \w+)? (?:who|that)\b"
)
"""Somebody in the same work who did not do theirs."""

INTENDS = lazy(
    r"\b(?:i (?:intend|plan|hope|want|will|would|need|must|should)|i'll|i'd (?:like|do)|i(?:'m| am) (?:going|planning) to|next time|"
    r"should i (?:ever|be)|if (?:it|this|that) (?:ever )?happens|if i (?:ever|am)|in (?:the|my) (?:future|next))\b"
)
"""What is meant to be done."""
