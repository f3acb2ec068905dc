"""What is found in a telling: pace, fillers, pauses, restarts, hedges, sections."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.model.story import Section
from starl.model.take import SpokenWord, Transcript
from starl.practice.delivery import Delivery, deliver
from starl.practice.fillers import Place
from starl.practice.measure import Measure, delivery_data, measured, ranges
from starl.practice.spoken import heard, typed

from .tellings import GAP, WORD, script

STORY = (
    "Last year I moved the user database of our shop to a new server, with a team of four. [0.6] My task was to do it "
    "in one night without a lost order. [0.6] I wrote a script and tested it on a small copy. I skipped the run on the whole "
    "data because I was in a hurry. [1.4] The script broke, and 300 orders were lost, and customers called for two days. [0.6] "
    "I learned to rehearse on a full copy. Since then I do that before each move, and in May it showed an error in time."
)


def _of(text: str) -> Delivery:
    return deliver(heard(script(text)))


def _value(delivery: Delivery, name: str) -> float:
    found = delivery.measure(name)
    assert found is not None, name
    return found.value


def test_the_data_file_is_sound() -> None:
    data = delivery_data()
    assert data.keys() == {"measure", "filler", "phrase"}
    for known in ranges().values():
        assert known.source and known.unit and known.within
        assert known.own == known.source.startswith("starl's own choice")
        assert known.low is not None or known.high is not None
        assert bool(known.below) == (known.low is not None)
        assert bool(known.above) == (known.high is not None)
        assert known.low is None or known.high is None or known.low < known.high
    words = [word for item in (*data["filler"], *data["phrase"]) for word in item["words"]]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(("value", "side"), [(119.99, -1), (120, 0), (145, 0), (145.1, 1)])
def test_a_measure_knows_its_side(value: float, side: int) -> None:
    found = measured("pace", value, "So many.")
    assert found.side == side
    known = ranges()["pace"]
    assert found.says == f"So many. {(known.within, known.above, known.below)[side]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I um moved it.", [("um", Place.WITHIN, 0.85)]),
        ("Um, I moved uh 300 orders.", [("um", Place.SENTENCE, 0.5), ("uh", Place.NUMBER, 1.55)]),
        ("We lost, hmm, three hundred orders.", [("hm", Place.NUMBER, 1.2)]),
        ("I moved it. Uh then it broke.", [("uh", Place.SENTENCE, 1.55)]),
        ("I, you know, moved it.", [("you know", Place.WITHIN, 0.85)]),
        ("It was, like, broken.", [("like", Place.WITHIN, 1.2)]),
        ("I like the work that I know.", []),
        ("The humming server hummed.", []),
        ("We moved it at night or something.", [("and so on", Place.SENTENCE, 2.25)]),
    ],
)
def test_fillers(text: str, found: list[tuple[str, Place, float]]) -> None:
    delivery = _of(text)
    assert [(item.kind, item.place) for item in delivery.fillers] == [item[:2] for item in found]
    assert [item.start for item in delivery.fillers] == pytest.approx([item[2] for item in found])
    assert _value(delivery, "fillers") == pytest.approx(len(found) * 60 / (delivery.seconds or 1), abs=0.01)


def test_a_filler_that_the_recogniser_marked_counts_whatever_its_letters() -> None:
    words = [*script("I moved it.").words, SpokenWord("uuum", 3, 3.3, filler=True)]
    (found,) = deliver(heard(Transcript(tuple(words), 4, "en", "a script"))).fillers
    assert (found.kind, found.start) == ("um", 3)


def test_where_most_fillers_stand_is_said() -> None:
    delivery = _of("We had um 300 orders and uh 40 customers in um two days and it um was late.")
    found = delivery.measure("fillers")
    assert found is not None
    assert "(3 um, 1 uh); most before a number" in found.says


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I moved it. [1.2] It broke.", [(1.2, False)]),
        ("I moved [0.34] it.", []),
        ("I moved [0.36] it.", [(0.36, True)]),
        ("I moved um [0.5] it.", [(0.5, True)]),
        ("[3] I moved it.", []),
    ],
)
def test_pauses(text: str, found: list[tuple[float, bool]]) -> None:
    delivery = _of(text)
    assert [item.seconds for item in delivery.pauses] == pytest.approx([item[0] for item in found])
    assert [item.within for item in delivery.pauses] == [item[1] for item in found]


def test_a_pause_before_the_result_is_no_fault() -> None:
    delivery = _of(STORY)
    weighty = [item for item in delivery.pauses if item.before]
    assert {item.before for item in weighty} <= {Section.RESULT, Section.LEARNING}
    assert Section.RESULT in {item.before for item in weighty}
    found = delivery.measure("long_pauses_within")
    assert found is not None
    assert (found.value, found.side) == (0, 0)
    assert "before the result; that gives it weight" in found.says


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I I moved it.", ["I I"]),
        ("I was in I was in a hurry.", ["I was in I was in"]),
        ("Move the the the table.", ["the the"]),
        ("I went, um, I had to go.", ["I went, um, I"]),
        ("I wrote — I copied the script.", ["I wrote — I"]),
        ("I wrote [0.6] I copied the script.", ["I wrote I"]),
        ("The mi- migration broke.", ["mi-"]),
        ("It was Tuesday, no wait, Friday.", ["no wait,"]),
        ("It was very very late.", []),
        ("We had had enough.", []),
        ("He dialled two two five.", []),
        ("I came, [0.6] I saw the log.", []),
        ("It broke. It broke.", []),
        ("the script, [0.6] the schema", []),
    ],
)
def test_restarts(text: str, found: list[str]) -> None:
    assert [item.text for item in _of(text).restarts] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was maybe my fault.", ["maybe"]),
        ("I guess I kind of forgot.", ["i guess", "kind of"]),
        ("We used a kind of queue.", []),
        ("It was my fault.", []),
    ],
)
def test_hedges_are_those_of_the_coach(text: str, found: list[str]) -> None:
    assert [item.text for item in _of(text).hedges] == found
    assert [item.text for item in deliver(typed(text)).hedges] == found


def test_sections_have_their_time() -> None:
    delivery = _of(STORY)
    order = [item.section for item in delivery.stretches]
    assert order[0] is Section.SITUATION
    assert order[-1] is Section.LEARNING
    shares = [_value(delivery, f"share_{name}") for name in ("setup", "action", "result", "learning")]
    assert sum(shares) == pytest.approx(100, abs=0.05)
    starts = [item.start for item in delivery.stretches]
    assert starts == sorted(starts, key=lambda start: start or 0)


def test_a_sentence_that_runs_on() -> None:
    long = " ".join(["and then I looked at the next file again"] * 5)
    delivery = _of(f"It broke. We began {long}. It was late.")
    (found,) = delivery.run_ons
    assert (found.number, found.words) == (2, 47)
    assert _value(delivery, "longest_sentence") == 47
    assert _of(f"we began {long} " * 3).measure("longest_sentence") is None


def test_typed_text_has_no_times() -> None:
    delivery = deliver(typed("I um moved it. Maybe it was late."))
    assert delivery.seconds is None
    assert delivery.pace == ()
    assert delivery.pauses == ()
    starts = [item.start for item in delivery.fillers] + [item.start for item in delivery.hedges]
    starts += [item.start for item in delivery.stretches]
    assert len(starts) >= 3
    assert set(starts) == {None}
    assert delivery.measure("pace") is None
    assert _value(delivery, "duration") == pytest.approx(7 * 60 / 140, abs=0.01)
    assert _value(deliver(typed("I moved it late.", 2.0)), "pace") == 120


@pytest.mark.parametrize("text", ["", "   ", "um uh", "…", "[2]"])
def test_nothing_said_is_no_fault(text: str) -> None:
    for spoken in (heard(script(text)), typed(text)):
        delivery = deliver(spoken)
        assert delivery.words == len(spoken.said)
        assert all(math.isfinite(item.value) for item in delivery.measures)


WORDS = st.sampled_from(
    [
        "I",
        "moved",
        "the,",
        "database.",
        "um",
        "uh",
        "and",
        "300",
        "orders",
        "broke!",
        "the",
        "the",
        "maybe",
        "mi-",
        "later",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=300),
    st.floats(0.05, 0.6),
    st.floats(0, 0.3),
    st.floats(0, 30),
)
def test_monotonous_times(words: list[str], word: float, gap: float, begin: float) -> None:
    """Evenly spoken words: the pace is that of the metronome, in all and in each half minute, and nothing pauses."""
    transcript = script(" ".join(words), word=word, gap=gap, begin=begin)
    delivery = deliver(heard(transcript))
    assert delivery.pauses == ()
    spoken = [item for item in words if item not in ("um", "uh")]
    assert delivery.words == len(spoken)
    if delivery.words:
        assert _value(delivery, "pace") == pytest.approx(60 * len(spoken) / (delivery.seconds or 1), rel=0.01)
    counted = sum(item.words_a_minute * (item.end - item.start) / 60 for item in delivery.pace)
    assert counted == pytest.approx(len(spoken), abs=0.1 * len(delivery.pace) + 0.01)
    for item in delivery.pace:
        assert item.end > item.start
    for filler in delivery.fillers:
        assert 0 <= filler.number < len(words)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, st.floats(-5, 50, allow_nan=False), st.floats(-5, 50, allow_nan=False)), max_size=60
    )
)
def test_times_in_any_order_are_borne(words: list[tuple[str, float, float]]) -> None:
    transcript = Transcript(tuple(SpokenWord(*item) for item in words), 50, "en", "a script")
    delivery = deliver(heard(transcript))
    assert all(item.seconds > 0 for item in delivery.pauses)
    assert all(isinstance(item, Measure) and math.isfinite(item.value) for item in delivery.measures)


def test_the_pace_of_half_minutes() -> None:
    slow, fast = 2 * (WORD + GAP), WORD + GAP
    words = [SpokenWord("word", n * slow, n * slow + WORD) for n in range(int(30 / slow) + 1)]
    begin = words[-1].end + GAP
    words += [SpokenWord("word", begin + n * fast, begin + n * fast + WORD) for n in range(int(30 / fast))]
    delivery = deliver(heard(Transcript(tuple(words), 61, "en", "a script")))
    first, second = delivery.pace
    assert first.words_a_minute == pytest.approx(60 / slow, rel=0.05)
    assert second.words_a_minute == pytest.approx(60 / fast, rel=0.05)
    assert _value(delivery, "pace_variation") == pytest.approx(33.3, abs=2)
