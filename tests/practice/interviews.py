"""What the tests of mock interviews are told."""

from __future__ import annotations

from starl.coach.engine import check
from starl.coach.story_features import StoryFeatures
from starl.model.mock import Mock, Said, Stage
from starl.practice.debrief import Story
from starl.practice.mock import answer, put

WHOLE = (
    "In March 2022 I was responsible for moving the customer database of a bike shop chain to a new server, over one weekend. "
    "I had tested the script with a tenth of the data, and I decided not to make a full copy because it took six hours. That "
    "was my mistake: the encoding of the old rows was different. Four thousand customers lost the accents in their names and "
    "twelve hundred letters came back. I told the head of sales on Monday morning, and I repaired the rows from the backup in "
    "three days. Since then I rehearse on a full copy, always. In the next migration, in October, the rehearsal showed two "
    "broken columns and we fixed them before the weekend."
)
"""An answer that leaves nothing open."""
BLAMES = (
    "In March at a travel company I had the checkout service. The release failed because the database guys never told anyone "
    "that they had renamed a column. They just don't communicate. Eleven hundred bookings bounced that evening and support had "
    "to ring people up one by one. It taught me a lot about the importance of communication."
)
"""An answer that blames others and ends in a platitude."""
OUTAGE = (
    "In 2020 I ran the alerts of a hospital pharmacy. I had muted the alarm of the medicine fridge because it rang every night, "
    "and I told nobody. One night the fridge failed for nine hours and vaccines for six hundred patients were thrown away. I "
    "told the head nurse myself in the morning. Since then a mute of mine ends by itself, and in May one rang in time."
)


def story(identifier: str, title: str, text: str) -> Story:
    """A story as the debrief needs it."""
    return Story(identifier, title, text, StoryFeatures.of(text, check(text), (title,)))


def say(mock: Mock, text: str) -> Mock:
    """The person says something; a question that waits is put first."""
    if mock.stage is Stage.ASKING:
        mock = put(mock)
    return answer(mock, Said(text))
