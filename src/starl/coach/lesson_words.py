"""How people say what they learned: platitudes, lessons about others, things to do. RE2 fragments, one space for any white space."""

from __future__ import annotations

from starl.coach.change_words import HABIT

_ABSTRACT = (
    r"(?:communication|communicating|teamwork|collaboration|cooperation|co-operation|planning|preparation|trust|honesty|transparency|humility|patience|"
    r"perseverance|persistence|resilience|responsibility|ownership|accountability|leadership|quality|testing|documentation|"
    r"attention to detail|details?|time management|prioriti[sz]ation|prioriti[sz]ing|balance|work-life balance|feedback|flexibility|adaptability|"
    r"discipline|focus|empathy|respect|experience|failure|failures|mistakes?|setbacks?|precision|accuracy|alignment|mindset|attitude|"
    r"a positive attitude|positive attitude|culture|learning|growth|safety|security|diligence|caution|punctuality|clarity|clear communication|good communication|"
    r"open communication|proper planning|good planning|proper communication|team work|self-care|simplicity|expectations?|expectation management|"
    r"managing expectations|stakeholder management|asking for help|staying calm|being (?:proactive|careful|prepared|honest|humble|patient|thorough|organi[sz]ed|flexible|transparent|open|attentive|responsible)|listening|"
    r"soft skills|people skills|the details|the little things|the team|hard work|doing (?:things|it) (?:right|properly)|best practices?)"
)
_VERY = r"(?:really |very |so |absolutely |always |actually |just |truly |extremely |super |hugely |incredibly |critically |even more |all |the most |also |just as )*"
_BE = r"(?:is|are|was|'s|be|being|matters?|remains|really is)"
_GOOD = (
    r"(?:important|key|crucial|critical|vital|essential|everything|paramount|necessary|fundamental|the key|a must|king|"
    r"the most important(?: thing)?|(?:the |a )?key (?:to|of|for) (?:\w+ ){0,2}(?:success|everything)|what matters|the foundation|"
    r"worth it|half the battle|the best policy|everybody's job|everyone's (?:job|responsibility)|a two-way street|a virtue|a journey|a team sport)"
)
_QUALITY = (
    r"(?:careful|prepared|honest|humble|patient|thorough|organi[sz]ed|flexible|transparent|open|open-minded|attentive|responsible|proactive|positive|"
    r"resilient|calm|mindful|aware|cautious|diligent|precise|vigilant|alert|focused|disciplined|curious|aligned|kind|agile|detail-oriented|"
    r"confident|strong|adaptable|respectful|better|self-aware|on your toes|on my toes|on the safe side|true to myself|true to yourself)"
)
_GROWN = (
    r"(?:stronger|wiser|humbler|better|smarter|more (?:mature|humble|careful|resilient|rounded|experienced|confident|self-aware|deep|patient|responsible|attentive|mindful|complete|seasoned|empathetic)|"
    r"deeper|a (?:better|stronger|different|more \w+|wiser|new|changed) (?:person|engineer|developer|programmer|professional|leader|manager|human|human being|man|woman|executive|team|"
    r"teammate|colleague|version of myself|tester|architect|analyst)|who i am(?: today)?|the (?:person|engineer|developer|professional) i am(?: today)?)"
)

PLATITUDE = (
    # such as "communication is key"
    rf"(?:\b{_ABSTRACT}(?: (?:and|&|or) {_ABSTRACT})? (?:{_BE} )?{_VERY}(?:{_GOOD}|matters?|important)\b|"
    rf"\b(?:importance|value|power|necessity|significance|meaning|benefits?|virtue) of (?:\w+ ){{0,3}}{_ABSTRACT}\b|"
    r"\b(?:showed|taught|shows|teaches|learned|learnt|understood|realised|realized|understand|reminded|underlined|reminder of|lesson in) (?:\w+ ){0,4}(?:the )?(?:importance|value|significance) of\b|"
    rf"\b(?:how|it's|it is|that) {_VERY}(?:important|crucial|essential|vital|key) (?:it is |is |it's )?(?:to|that)? ?(?:{_ABSTRACT}|keep (?:the|an) (?:big|bigger|open)|be (?:{_QUALITY})|communicate|collaborate|plan|listen|work (?:together|as a team)|pay attention|stay {_QUALITY})\b|"
    r"\b(?:never|can't|cannot|can never) (?:over-?)?(?:communicate|test|prepare|plan) (?:enough|too much)\b|\bnever (?:give up|stops? (?:learning|growing|improving)|stop (?:learning|growing))\b|"
    # I learned a lot
    r"\b(?:learned|learnt|learn|gained|grew|grown|taught me|gave me|took away|take away|understood|understand|teach me) (?:so |very |really |quite |an awful |a whole |from (?:it|this|that) )?(?:a lot|lots|loads|tons|a ton|plenty|a great deal|so much|very much|much|many things|a bunch|heaps|a lot of things|many lessons|more than)\b|"
    r"\b(?:valuable|important|hard|big|great|useful|good|precious|powerful|humbling|painful|invaluable|wonderful|tough|crucial|life|expensive|real) (?:\w+ )?(?:lessons?|learning|learnings|learning experiences?|learning opportunit(?:y|ies)|experience for me|experience)(?: (?:for me|to me|learned|learnt|for (?:all of )?us|overall|in (?:humility|life|my (?:life|career))))?(?:[.!;,]|$| and\b| but\b| that (?:i|has|will|made|helped|shaped|stay)\b)|"
    r"\b(?:a |the |this was a |it was a |great |good |huge |big )?(?:learning (?:experience|curve|opportunity)|opportunity to (?:learn|grow)|chance to (?:learn|grow)|growth opportunity|teachable moment|blessing in disguise|wake-up call|eye[- ]opener|steep learning curve)\b|"
    # growth
    rf"\b(?:made|makes|make|became|become|becomes|came out(?: of (?:it|this|that|these things|these))?|come out(?: of (?:it|this|that|these things|these))?|emerged(?: from (?:it|this|that))?|am|i'm|i am|left me|turned me into|shaped|be) (?:it |me |us |you |one |all of us |the |that |out |into |as )?(?:\w+ )?{_GROWN}\b|"
    r"\b(?:grow|grows|grew|grown|growing|mature|matured|learn|learned|learns) (?:\w+ )?(?:from|with|through|by|as) (?:it|this|that|these|them|your|my|our|the|mistakes?|failures?|setbacks?|such|every|each|a|an|experience|person|people|professional|engineer|developer)(?: (?:person|engineer|developer|professional|mistakes?|failures?|things|experiences?|setbacks?|team|human|leader|challenges?))?\b|"
    r"\b(?:every|each|all|a|any|such|these|this) (?:\w+ )?(?:failure|mistake|mistakes|failures|setback|setbacks|fall|challenge|challenges|experience|experiences|crisis|problem|obstacle|error|defeat|incident) (?:\w+ )?(?:is|are|has|makes?|can be|was|teaches|brings|deepens?|holds) (?:also |really |just |always |only |all )?(?:a|an|your|the|our|my|you|us|chance|stronger|opportunit|human|part|one|something|stepping)|"
    r"\b(?:failure|mistakes|failing) (?:\w+,? ){0,4}(?:is|are|as) (?:also |really |just |not |always |only |like |all |simply )?(?:a|an|part|our|your|the|human|normal|natural|how|inevitable|okay|ok|fine)\b|\b(?:we all|everyone|everybody) (?:make|makes|fails?) ?(?:mistakes)?\b|\bnobody(?:'s| is) perfect\b|\b(?:to err is human|mistakes (?:happen|are human|are made|will happen|make you|make us))\b|"
    r"\b(?:everything|things?|it all) happens? for a reason\b|\byou live and (?:you )?learn\b|\blive and learn\b|\byou win some\b|\bwhat doesn't kill\b|\bsilver lining\b|\bthe only way is up\b|\bno pain,? no gain\b|\brome wasn't built|\bpractice makes perfect|\bbetter safe than sorry|\bhindsight is\b|\bhonesty is the best|\btwo heads are better|\bthe devil is in the detail|\bpatience is a virtue|\bteam(?:work)? makes the dream|\bactions speak louder|\bthere is no i in team|\bmeasure twice,? (?:and )?cut once|\btrust but verify|\bslow is smooth|\bmore haste|\bfail fast\b[^,;]{0,12}$|\bprevention is better|\bprepare for the worst|\bhope for the best|"
    r"\bexperience is (?:what|the best)|\bfail(?:ure|ing)?(?: is)? (?:part|the best teacher|a teacher)|\bmove (?:on|forward) (?:and|stronger|with)|\bget (?:back )?up (?:again )?and|\bkeep (?:going|pushing|learning|improving|growing|my eyes? on|your eyes? on|the (?:big|bigger) picture|an open mind)\b|"
    r"\b(?:give|giving|gave) (?:\w+ )?(?:a |one )?(?:hundred|100|110|\d+)(?: and ten)? ?(?:%|percent|per cent)|\b(?:do|doing|give|giving|try|trying) (?:my|your|our|one's) (?:very )?best\b|\bthe bigger picture\b|\bgo(?:ing)? the extra mile\b|\bout of (?:my|your|the|our) comfort zone\b|\bgrowth mindset\b|\bcontinuous (?:improvement|learning)\b|\blifelong learn|\bnever stops? (?:learning|growing)|\bstay (?:humble|positive|strong|curious|focused|calm)\b|\bbelieve in (?:yourself|myself|the team)|\btrust the process|\b(?:it|software|everything|work) (?:is|'s|comes down to|was) (?:\w+ ){0,4}(?:about|always) (?:the )?people\b|\bcomes? down to (?:people|communication|trust|teamwork|attitude|team)\b|"
    # be careful and the like
    rf"\b(?:be|stay|being|staying|remain|remaining) (?:more |always |very |a bit more |a little more |really |extra |even more |much more |as |so |much |too |more and more )*{_QUALITY}\b(?: (?:and|or|in (?:the|my|your|everything|all|life|future)|with (?:everything|people|others|my)|at (?:all|work)|about (?:everything|it|things)|of (?:one's|my|our|your|the) (?:impact|actions|surroundings)|to|next time|from now))?(?:[.,;!]|$| (?:and|don't|or)\b)|"
    rf"\b(?:always|must|should|to|can|need to) (?:always )?(?:be|stay) (?:always )?{_QUALITY}(?:[.,;!]|$| (?:and|in the|at)\b)|"
    r"\b(?:look(?:ing)? after|tak(?:e|ing) care of) (?:yourself|myself|your health|my health|each other)\b|\b(?:work together|work as a team|speaks? together|pull together|communicate (?:more|better|clearly|well|openly|effectively|with each other)|listen (?:more|better)|plan (?:ahead|better|more)|prepare (?:better|more)|manage my time better|pay (?:more|closer|better) attention|think (?:twice|before (?:you|i) act|things through)|double[- ]check everything|test everything|ask more questions|take more (?:care|time|responsibility|ownership)|trust (?:my|your) (?:gut|team|instincts?))(?:[.,;!]|$| (?:and|in|to|more|next|from|with|because|is|as)\b)|"
    r"\bwe are all,? (?:\w+ \w+ \w+,? )?(?:learners|human|in this together)|\b(?:all )?part of (?:the journey|the process|growth|growing|learning|life|being)\b|\bit is what it is\b|\b(?:take|took|taken) it as a (?:lesson|learning|sign)|\b(?:carry|carried|carrying) (?:it|this|that|each of these|these|those|the lessons?)(?: \w+){0,3} with (?:me|you|us)\b|\blearn(?:ed|t)? (?:from )?(?:my|your|our|the|this) (?:lesson|mistakes?)\b|\b(?:my|a) lesson (?:was )?learn(?:ed|t)\b|"
    r"\b(?:quality|safety|people|customer|team|health|family|users?) (?:comes|come|is|are|goes|always comes) (?:always )?first\b|\bput(?:ting)? (?:people|quality|the customer|the team|the user) first\b|\b(?:customer|user) at the (?:heart|centre|center)|\bat the end of the day,? (?:it's|we|everyone|it all)|"
    rf"\bteam is only|\bonly as (?:strong|good) as|\b(?:complexity|simplicity|production|data|code) (?:has|needs|deserves|demands) (?:to be respected|respect)|\bsee (?:the )?failure as\b|\b(?:brought|bring) (?:us|the team) (?:closer|together)|\bthe (?:most important|main) thing is (?:to )?(?:{_QUALITY}|be|stay|communicate|learn|never|keep)\b|"
    rf"\b(?:{_ABSTRACT}) is (?:respect|trust|power|a choice|an art|a marathon|a skill|a process|half|the mother|the basis|the basic|the heart|the base|a habit|the root|the soul|the glue)\b|\b(?:with|gave me|brought me) (?:a )?(?:greater|deeper|new|newfound|more|renewed|better) (?:sense of |understanding of )?(?:humility|appreciation|respect|confidence|perspective|wisdom|maturity|self-awareness)\b|\b(?:taken|take) (?:\w+ )?seriously by\b|"
    r"\b(?:feedback|criticism|failure|mistakes?|it|this|that) (?:as|is) (?:really |truly )?a gift\b|\b(?:with|through) (?:different|new|other|fresh) eyes\b|\b(?:begins?|starts?) with (?:oneself|yourself|me|ourselves|us|each of us)\b|\bmade me (?:more )?(?:aware|realise|realize|understand|appreciate|see) (?:of )?(?:how|that|the) (?:\w+ )?(?:important|much|importance|value)\b|\bhow (?:important|crucial|essential|vital|valuable) (?:a|an|the|it|good|clear|proper|such|our|teamwork|to)\b|\bbroaden(?:ed)? my (?:horizon|view|perspective)|\bopen(?:ed)? my (?:eyes|mind)|\bchanged (?:me|my (?:life|perspective|mindset|whole view|outlook))\b|\bperspective\b[.!]?$|\b(?:failure|mistakes?|errors?),? (?:\w+,? ){0,4}(?:is|are) (?:a|the|our|my) (?:best )?(?:teachers?|friends?|mirror)\b|"
    r"\bnot the end of the world\b|\bthe road (?:to|each))"
)
"""What fits any story."""

PERSONS = (
    r"(?:people|everyone else|everybody else|others|other people|other teams|some people|most people|nobody|no one|folks|humans|users?|customers?|clients?|managers?|management|bosses|boss|leads?|leaders?|leadership|companies|company|"
    r"organi[sz]ations?|vendors?|suppliers?|providers?|contractors?|freelancers?|consultants?|agencies|agency|developers?|devs|engineers?|testers?|qa|ops|devops|dbas?|admins?|sysadmins?|juniors?|"
    r"seniors?|interns?|newcomers?|beginners?|architects?|designers?|analysts?|pms?|product owners?|product managers?|project managers?|product|stakeholders?|colleagues|coworkers|co-workers|teammates|team members|teams?|business|sales|marketing|"
    r"support|hr|legal|finance|investors?|directors?|executives|executive|the board|reviewers?|maintainers?|authors?|staff|nurses|doctors|hospitals?|schools?|teachers?|students?|parents|drivers?|"
    r"growers?|farmers?|dealers?|tenants?|landlords?|installers?|hotels?|banks?|cooperatives|federations?|heads|departments?|professors?|supervisors?|employers?|startups?|universities|recruiters?|operators?|technicians|mechanics|receptionists?|residents|pensioners|citizens|members|shops|owners?|buyers?|partners?|institutions?|authorities|government|councils?|regulators?)"
)
_WHOSE = r"(?:(?:the|our|my|their|his|her|a|an|other|some|most|many|all|these|those|such|certain|every|any) (?:[\w-]+ ){0,2})?"
_OUGHT = (
    r"(?:should(?:'ve|n't)?|ought to|need to|needs to|have to|has to|must|really (?:should|ought to|need to|have to)|had better|would do well to|would benefit|could do with|might want to|"
    r"shouldn't|needed to|also (?:should|need to|must))"
)
_FAIL = (
    r"(?:don't|do not|doesn't|does not|never|won't|will not|can't|cannot|can not|rarely|aren't|are not|isn't|is not|didn't|will (?:always|never|lie|blame|forget|ignore|break|let|say|take|promise|not|tell)|always (?:lie|blame|forget|ignore|say|want|change|underestimate|take|promise|think|need|do|find)|"
    r"only (?:care|listen|think|read|see)|just (?:don't|want|care)|lie|forget|ignore|are (?:lazy|unreliable|selfish|careless|stupid|sloppy|not|never|just|only|often|always)|are not to be|is not to be)"
)
ABOUT_OTHERS = (
    rf"(?:(?:^|[,;:.] ?|\b(?:is|and|so|but|that|think|well|or|if|because|then|also|maybe|as well|learned|learnt|lesson|too|really|again|believe|say|be) ){_WHOSE}{PERSONS}(?: (?:like (?:that|this|them)|as well|themselves|above all|of such systems|who (?:[\w']+ ){{1,6}}|in (?:general|\w+)|with (?:[\w']+ ){{1,3}}),?)? {_OUGHT}\b|"
    rf"(?:^|[,;:.] ?|\b(?:and|so|but|that|think|well|or|if|then|maybe|honestly) )(?:they|he|she) (?:really |also |probably |simply |all )?(?:should(?:n't)?(?:'ve| have)?|ought to|need to|needs to|have to|has to|must|had better|need|needed to)\b|"
    rf"\b(?:learned|learnt|learnd|taught me|lesson(?: here| for me)? (?:is|was)|realised|realized|understood|understand|shows?|showed me|takeaway (?:is|was)|found out|know now|took (?:away|from it|from this)) (?:\w+ ){{0,3}}?(?:that |how |is |is that )?{_WHOSE}{PERSONS} (?:\w+ )?{_FAIL}\b|"
    rf"\b(?:learned|learnt|lesson (?:is|was)|taught me|know|realised|realized|understood|took (?:away|from it|from this) is|takeaway is|now i)\b(?: (?:[\w']+ ){{0,4}}| )(?:not|never|don't|can't|cannot|stop|less) (?:to )?(?:blindly |ever |always |just |fully |completely )*(?:trust(?:ing)?|rely(?:ing)? on|depend(?:ing)? on|count(?:ing)? on|believe|work with|expect (?:\w+ )?from|listen to) (?:too much |so much |blindly )?{_WHOSE}(?:{PERSONS}|anyone|anybody|them|him|her|somebody else|someone else|other)\b|"
    rf"(?:^|[,;:.] ?|\b(?:is|so|and|but) )(?:you |i |one |just |to |we )?(?:can't|cannot|can never|never|don't|do not|should never|shouldn't|can't just) (?:blindly |ever |always |just |fully |really )*(?:trust|rely on|depend on|count on|believe) {_WHOSE}(?:{PERSONS}|anyone|anybody|them|him|her|other)\b|"
    rf"\btrust (?:them|him|her|{_WHOSE}(?:{PERSONS})) (?:a (?:bit|little|lot) )?less\b|\b(?:trust|believe|rely on) (?:nobody|no one|no-one)\b|"
    r"\b(?:hope|wish|trust) (?:that )?(?:they|he|she|my manager|the (?:team|vendor|company|client)|the others?|management|people|someone)(?:'ve| have|'s| has|'ll| will|'d| had| would)? ?(?:have )?(?:also )?(?:learned|learnt|learn|understood|realised|realized|do better|listen(?:ed)?|change)\b|"
    rf"\bit(?:'s| is| was) (?:really |all )?(?:on|up to) (?:them|him|her|{_WHOSE}{PERSONS}) to\b|\b{PERSONS} should be (?:made to|training|trained|forced|told|required)\b|\b(?:make|choose|pick|hire|get|surround yourself with) (?:better|smarter|more reliable|competent|the right) (?:people|vendors?|suppliers?|developers?|engineers?|colleagues|managers?|clients?|teams?))"
)
"""A lesson that is for somebody else."""

_LEAD = (
    r"(?:(?:so|and|but|anyway|um|uh|em|yeah|well|i mean|basically|ok|okay|look|honestly|you know|like|then|also|first|second|secondly|firstly|always|never|just|maybe|lesson(?: learned| learnt)?[:,]?|"
    r"what i(?:'d| would) (?:say|do|tell \w+|advise|recommend|do differently|do different)(?: to anyone| now)? (?:is|would be)|what i (?:took away|learned|learnt|took from it|take from it|say) (?:is|was)|"
    r"(?:if there's |the |my |a |one )?(?:lesson|takeaway|rule|tip|advice|trick|thing i'd say|point|learning|moral)(?: for me| here)? (?:is|was|would be)|(?:if )?i(?:'d| would) (?:say|give advice|tell anyone)|i(?:'d| would) (?:just )?say|if anything i'd say|"
    r"for me|in practice|technically|in short|from now on|these days|that|to|is|please|you|one|one has to|one should|learned|learnt)[,:]? )*"
)
_VERB = (
    r"(?:"
    + HABIT[3:-1]
    + r"|decode|pass|convert|compile|pre-scan|wear|retry|rename|don't|do not|never|fake|agree|bait|"
    r"let|treat|assume|learn to|think of|rehearse|seed|sanitize|round|compress|start|hire|pin|quote|redact|reserve|leave|make|tape|put|plan|plug|come back)"
)
LESSON = (
    rf"(?:^{_LEAD}{_VERB}(?: |$|[,:])|"
    rf"[:;.] ?(?:so |and |then |first )?{_VERB} (?:the|a|an|your|every|each|all|it|them|one|two|out|in|on|up|for|to|with|what|who|how|any|at|only|before|by|from|some|and|as)\b|"
    rf"\b(?:if|when|whenever|before|after|once|until|for (?:each|every|any)) (?:[\w'-]+ ){{1,14}}?[\w'-]+,? ?(?:then |you |i |we |first |always |i'd |you'd |better |it |let |i now |i have to |you have to |you should |i should )?(?:\w+ )?{_VERB}\b|"
    r"\b(?:you|one|we|i) (?:also |really |always |just |first |only |now |do )*(?:have to|should|shouldn't|must|need to|needs to|has to|ought to|want to|can't|cannot|don't|do not|never|had to|should have|should've|shouldn't have|could've|could have|ought to have|'ve to|need) (?:\w+ )?[a-z]+\b|"
    r"\b(?:i|we)(?:'d| would| 'll| will| would've| should|'ll)(?: also| now| rather| always| never| only ever| only| just| probably| definitely| have| first| ask for| still)* [a-z-]+\b|"
    rf"\b(?:you|one) (?:can do is |always |first |then )?(?:{HABIT[3:-1]})\b|\bit(?:'s| is| would be) (?:always |much )?(?:better|safer|cheaper|faster|worth) (?:to|not|if|when)\b|\b(?:better|best) (?:to|not to|not) [a-z]+|^{_LEAD}\w+ing (?:[\w',-]+ ){{2,12}}(?:shows|finds|saves|helps|costs|beats|catches|is worth|is cheaper|takes|would have)\b|"
    r"\b(?:must|should|ought to|has to|have to|needs? to|need|needs|wants?|belongs?|cannot|can't|has no|may not|may never|is never|are never|shouldn't|isn't|is not|aren't|are not|doesn't|does not|don't|don't mean|never|no longer|is a|is the one|costs?|beats|says? nothing|tells? (?:you|me)|proves?|means|is part of|is what|is only|is for|is red|gets|lives|is to be|waits|is tested|is given|is there when) [\w'\"]+|"
    r"\b(?:i|we) (?:[\w']+ )?(?:"
    + HABIT[3:-1]
    + r")\b|\b(?:learned|learnt|taught me|understood|realised|realized|lesson|takeaway|believed?|assum\w+|advice|advise|recommend)\b|\bbefore (?:i|you|we|one) [a-z]+|\b(?:instead of|rather than|not the|and not|first|beforehand|in advance|by hand|in writing|ahead)\b|\bno [a-z]+ (?:when|before|without|on|after|unless|means)\b|\bonly (?:when|after|if|what|the|then)\b)"
)
"""The shapes in which a thing to do is told. Common shapes: a sentence must also be about something definite."""

VAGUE = (
    r"(?:\b(?:i (?:felt|feel|still feel|was feeling|have thought|'ve thought|thought about|think about it|wonder|have often wondered|back and forth|take (?:full )?responsibility|drive past|don't (?:hold|feel|know|believe|hate|mind|blame|regret)|remain|look back|'ve asked myself|was (?:minding|sad|angry|young|tired|naive))|"
    r"i've (?:thought|turned|drawn|asked|told|recommended|never forgotten|gone through)|i have (?:thought|turned|often|told|said)|i(?:'d| had|'ve)? (?:always |only |simply |just |also |ever |honestly |long |once )*(?:believed|thought|assumed|reckoned|been \w+ing|been so sure|taken it|taken \"|imagined|mixed up|used my|read the|had it in my head|robbed|trusted|figured|supposed)|(?:had made me|the belief|my belief|my reasoning|what i(?:'d| had)? believed|i think i believed|made me believe)|i had (?:it|\w+ years)|(?:high|higher|very high) standards|raise the bar|the price of|attention to detail|must be modest|i'd have (?:liked|called)|would have liked|looking back i'd|there(?:'s| is) (?:a|something) (?:humility|in the)|i (?:suppose|admit)[.]?$|(?:thought|read) that as|i regret|nobody(?:'s| is) perfect|i've come to see|i read (?:that|quite)|i do see|gets me|at the time|laugh|mirror|letter to|one looks back|there(?:'s| is) a (?:kind|sort|tension|certain|particular|quality)|a (?:kind|sort) of (?:wish|mirror|window|letter)|such things happen|funny how|it's odd|it is odd|"
    r"we still laugh|laugh about|people ask me|i'm not a monster|my (?:failing|weakness|mistake|fault|flaw) (?:is|was)|perfectionist|that's the one|i can still|weren't my fault|wasn't my fault|nothing i could|not my fault|wouldn't change|no idea|i don't know what)\b|\?[\"']?$)"
)
"""Musing, feeling or asking, where others tell a lesson."""

INTENTION_ONLY = (
    r"\b(?:(?:the )?next time(?: around| round)?,? (?:i|we|something|it|this|that)(?:'ll|'d| will| would| am| can| should| must| need| hope| want| try| think|'m)?\b|in (?:the )?future,? (?:i|we)\b|"
    r"(?:i|we)(?:'d| would| will|'ll)(?: definitely| certainly| probably| surely| just| also| really| have| try to| try and| maybe)* (?:do|handle|approach|act|plan|go about|tackle|organi[sz]e|manage|have done) (?:\w+ ){0,4}?(?:differently|different|better|otherwise|another way|more carefully|again)|"
    r"(?:i|we)(?:'ll| will| shall)(?: definitely| certainly| always| never| also| surely| just| now| not| probably| really| for sure| hopefully| in future)* (?:try|be|make|do|take|pay|think|double|check|test|ask|communicate|plan|remember|work|listen|keep|look|never|avoid|spend|read|start|stop|"
    r"prepare|verify|write|use|get|give|put|speak|tell|raise|push|ensure|focus|review|have|know|start|let|go|repeat|improve|learn|forget|trust|insist|talk|involve|send|estimate|say|run|not)\b|"
    r"(?:i|we)(?:'m| am|'re| are) (?:now )?(?:going to|gonna|planning to|trying to|determined to|committed to|hoping to|working on|aiming to)\b|i (?:want|hope|intend|plan|promise|promised myself|aim|wish|need|would like|'d like|have|really want|really need) to (?:be|try|do|make|get|take|learn|improve|avoid|test|check|plan|ask|communicate|become|work|pay|start|listen|never|prevent|focus|speak|never do)\b|"
    r"going forward,? (?:i|we)\b|(?:from now on|from here on),? (?:i|we)(?:'ll| will|'d| would|'m going)\b|if (?:i|we)(?:'d| had| could| did| were| have| was)? ?(?:to )?(?:do|did|have|had|get|got|face)? ?(?:it|this|that|the chance|the same|another|a similar)? ?(?:situation |chance |thing )?(?:all )?(?:over )?again\b|"
    r"were i to do (?:it|this|that) again|given (?:the|another|a second) chance|i should (?:probably |maybe |definitely |really )?(?:be more|try|take more|pay more|communicate|plan|ask more|test more|have been more)\b|i need to be (?:more|better)|won't (?:happen|make|do) (?:it |that |this |the same )?(?:\w+ )?again)"
)
"""What will be done, or would be, next time."""
