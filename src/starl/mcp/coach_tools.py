"""Tools that take a text and give what the coach says. They reach nothing else."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from starl.coach.asking import open_questions
from starl.coach.engine import check
from starl.mcp.answers import OpenQuestion, OpenQuestions, StoryReport
from starl.mcp.desk import Call, desk_of
from starl.model.report import Level

Text = Annotated[
    str,
    Field(
        max_length=100_000,
        description="The story or answer itself, in the person's own words; no path or address",
    ),
]
Seniority = Annotated[Level, Field(description="The seniority that it is told at")]


def check_story(call: Call, text: Text, level: Seniority = Level.MID) -> StoryReport:
    """Judge a failure story (STAR-L): findings with the words they are about, five pitfalls, an interviewer's rubric, and
    what to do next. It never rewrites; put its questions to the author, and invent no facts."""
    return StoryReport.of(check(text, level=level, tier=desk_of(call).tier))


def next_questions(
    call: Call,
    text: Text,
    level: Seniority = Level.MID,
    most: Annotated[int, Field(ge=1, le=10, description="How many")] = 3,
) -> OpenQuestions:
    """The questions that a story leaves open, the most useful first. Ask the author one at a time."""
    return OpenQuestions(
        questions=[
            OpenQuestion.of(one)
            for one in open_questions(check(text, level=level, tier=desk_of(call).tier), most)
        ]
    )
