"""Words that say nothing definite: those of grammar, and the nouns and verbs of general advice."""

from __future__ import annotations

_GRAMMAR = """
a about above actually after again ago all also always am an and another any anybody anyone anything
anyway are aren't as at away back basically be because become becomes been before being better bit both
but by came can can't cannot come comes could couldn't day days did didn't different differently do does
doesn't doing don't done down each either else end enough even ever every everybody everyone everything
few first for from further get gets getting give given go goes going gone good got great had hadn't
happen happened happens hard has hasn't have haven't having he her here him his honestly how i i'd i'll
i'm i've if in into is isn't it it's its itself just keep kind know last least less let life like little
live long look looking lot lots made make makes many may maybe me mean might mine more most much must my
myself need needed needs never new next no nobody none not nothing now of off oh ok okay on once one
one's ones only or other others our out over own part people perhaps person probably properly put quite
rather really right said same say saying see seen she should shouldn't since so some somebody someone
something sometimes somewhat somewhere sort still such suppose take taken takes than that that's the
their them themselves then there there's these they thing things think this those though thought through
time times to today together too took truly try trying two uh um under until up us use used very want
wants was wasn't way ways we we're we've well went were weren't what whatever when where whether which
while who whole why will with without won't work worked working works world would wouldn't yeah years
yes yet you you're your yourself
"""
_ADVICE = """
ability absolutely accountability accountable adaptability aligned alignment approach attention
attentive attitude aware awareness balance believe believed best big bigger careful carefully caution
cautious challenge challenges change changed clarity clear clearly collaborate collaboration comfort
common communicate communicated communicates communicating communication company complexity confidence
confident consequences courage crucial culture deep deeper definitely detail details diligence diligent
discipline effort empathy engineer engineering engineers error errors essential expectations experience
experienced experiences fail failed failing fails failure failures fault feedback feel feeling felt
flexibility flexible focus future goal goals grew grow growing grown growth guess harder helped helpful
honest honesty humble humbler humility hundred idea importance important improve improved improvement
improving incident job journey key leader leadership learn learned learner learners learning learnings
learnt lesson lessons listen listening manage management matter matters mature mindful mindset mistake
mistakes moment moments motivated open openly opportunity organised organized outcome ownership painful
patience patient percent perseverance picture plan planning positive preparation prepare prepared
proactive problem problems process professional project projects quality question questions realise
realised realize realized reason reflect reflected reflection resilience resilient respect respected
responsibility responsible safe safety self setback setbacks show showed shows situation situations
skills software solution solutions stakeholders stay strong stronger succeed success successful takeaway
taught teach teaches team teams teamwork tell thorough thoroughly told tough transparency transparent
true trust understand understanding understood valuable value vigilant vital wisdom wiser
"""
ABSTRACT_WORDS = frozenset(f"{_GRAMMAR} {_ADVICE}".split())
"""A sentence made of these alone fits any story."""
