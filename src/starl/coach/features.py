"""What the model sees of a sentence: words, pairs of words, and who does what."""

from __future__ import annotations

from itertools import pairwise

_CLASSES = {
    "=I": "i i'd i'm i've i'll im ive me my mine myself",
    "=WE": "we we'd we're we've we'll us our ours ourselves",
    "=YOU": "you you'd you're you've you'll your yourself",
    "=OTHER": (
        "they they'd they're they've he he'd he's she she'd she's him her his their them nobody someone somebody "
        "everyone everybody others people boss manager managers management leadership lead leads cto ceo vp director "
        "vendor vendors supplier contractor contractors client clients colleague colleagues coworker coworkers "
        "teammate teammates partner guy guys qa tester testers dev devs developer developers engineer engineers dba "
        "admin admins ops devops intern interns junior juniors senior reviewer reviewers architect designer designers "
        "analyst pm po owner stakeholder stakeholders department company agency provider sales marketing legal hr "
        "support finance professor teacher instructor supervisor predecessor upstairs team teams"
    ),
    "=USER": "customer customers user users patient patients student students guest guests player players farmer farmers",
    "=NOT": (
        "not never no didn't don't doesn't wasn't weren't couldn't can't won't wouldn't hadn't haven't hasn't isn't "
        "aren't shouldn't without didnt dont wasnt couldnt cannot nothing none neither nor hardly barely"
    ),
    "=FAULT": (
        "failed missed forgot broke broken ignored skipped assumed overlooked underestimated overestimated misread "
        "misjudged misunderstood rushed deleted dropped wrong mistake mistakes fault error errors messed screwed "
        "botched neglected refused blamed blame careless sloppy wrongly bug bugs"
    ),
    "=MIND": "knew know thought think believed believe figured guess guessed assumed sure certain expected hoped trusted felt wanted",
    "=CHECK": "check checked test tested tests testing review reviewed verify verified measure measured ask asked read look looked validate monitor",
    "=SAY": "said say told tell asked promised warned announced explained admitted apologised apologized wrote emailed called",
    "=SHOULD": "should should've could could've would must ought supposed",
    "=LEARN": "learn learned learnt lesson lessons taught teach takeaway realised realized understand understood",
    "=SINCE": "now since nowadays today always every whenever ever still anymore after afterwards next later before",
    "=GOOD": (
        "great perfect perfectly best proud excellent praised praise success successful successfully happy thrilled "
        "amazing award promoted promotion hero saved impressed loved flawless dedicated passionate hardworking"
    ),
    "=BAD": (
        "lost lose down outage crashed crash angry complaint complaints refund refunds late delay delayed cost wrong "
        "corrupted leaked broke broken stuck failed fail hurt upset cancelled missed damage"
    ),
    "=HIDE": "lied lie hid hide hiding faked fake pretended covered secret secretly denied quiet fired sacked dismissed",
    "=SMALL": "typo semicolon comma tiny small little minor trivial silly laughed laugh nobody noticed harmless",
    "=WHY": "because due since why reason caused cause led thanks",
}
CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}


def features(words: list[str]) -> list[str]:
    """The features of one sentence, from its lower-case words. A bag: one entry an occurrence.

    Words, neighbouring words, and neighbouring classes of words (who: `=I`, `=OTHER`; what: `=NOT`, `=FAULT`),
    other words between them left out, so that "they, on the day, never checked" gives `=OTHER =NOT` and
    `=NOT =CHECK`.
    """
    words = ["0" if word[0].isdigit() else word for word in words]
    get = CLASS_OF.get
    classes = [name for name in map(get, words) if name]
    bag = words + [f"{a} {b}" for a, b in pairwise(words)]
    if classes:
        bag += [f"{a} {b}" for a, b in pairwise(["^", *classes])]
        bag += [f"{a}..{c}" for a, c in zip(classes, classes[2:], strict=False)]
    bag.append(f"<{words[0]}" if words else "<")
    return bag


def place(index: int, count: int) -> list[str]:
    """The features of a sentence's place among `count`: the tenth it is in, first or last, story long or short.

    Of a text of two sentences none: there, what comes last is as often the blame as the lesson.
    """
    if count <= 2:
        return ["@short"]
    tenth = index * 10 // count
    bag = [f"@{tenth}", f"@{tenth // 2}h"]
    if index == 0:
        bag.append("@first")
    elif index == count - 1:
        bag.append("@last")
    elif index == count - 2:
        bag.append("@last-1")
    return bag
