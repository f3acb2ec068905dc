"""A mock interview as JSON can hold it, and back, lossless."""

from __future__ import annotations

from typing import Any

from starl.errors import StarlError
from starl.model.mock import (
    Debrief,
    DrillTip,
    FollowUp,
    Heard,
    Json,
    Mock,
    Pick,
    Round,
    RoundDebrief,
    Said,
    Stage,
    Strictness,
    Weak,
    Weakness,
)
from starl.model.question import Question, Signal, Theme
from starl.model.report import Dimension

VERSION = 1


def as_json(mock: Mock) -> Json:
    """The session as JSON."""
    return {
        "version": VERSION,
        "stage": mock.stage.value,
        "at": mock.at,
        "strictness": mock.strictness.value,
        "minutes": mock.minutes,
        "focus": mock.focus,
        "seed": mock.seed,
        "rounds": [_round_json(one) for one in mock.rounds],
        "assessment": None if mock.assessment is None else _scores_json(mock.assessment),
        "debrief": None if mock.debrief is None else _debrief_json(mock.debrief),
    }


def from_json(data: Any) -> Mock:
    """The session of a JSON. Raises StarlError where it is none, or one of a newer starl."""
    try:
        if data["version"] != VERSION:
            raise StarlError(
                f"this mock interview has version {data['version']}; this starl reads {VERSION}. Update starl to open it"
            )
        mock = Mock(
            rounds=tuple(map(_round, data["rounds"])),
            strictness=Strictness(data["strictness"]),
            minutes=float(data["minutes"]),
            focus=str(data["focus"]),
            seed=str(data["seed"]),
            stage=Stage(data["stage"]),
            at=int(data["at"]),
            assessment=None if data["assessment"] is None else _scores(data["assessment"]),
            debrief=None if data["debrief"] is None else _debrief(data["debrief"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StarlError(
            f"what is kept of this mock interview cannot be read ({error}); start a new one"
        ) from None
    if not 0 <= mock.at < len(mock.rounds) or (
        mock.stage is Stage.FOLLOWING_UP and not mock.rounds[mock.at].follow_ups
    ):
        raise StarlError("what is kept of this mock interview does not fit together; start a new one")
    return mock


def _round_json(one: Round) -> Json:
    return {
        "question": _question_json(one.question),
        "answer": one.answer and one.answer._asdict(),
        "follow_ups": [
            {
                "text": item.text,
                "kind": item.kind and item.kind.value,
                "quote": item.quote,
                "reply": item.reply and item.reply._asdict(),
                "by_model": item.by_model,
            }
            for item in one.follow_ups
        ],
    }


def _round(data: Json) -> Round:
    return Round(
        question=_question(data["question"]),
        answer=_said(data["answer"]),
        follow_ups=tuple(
            FollowUp(
                item["text"],
                Weakness(item["kind"]) if item["kind"] else None,
                item["quote"],
                _said(item["reply"]),
                bool(item.get("by_model")),
            )
            for item in data["follow_ups"]
        ),
    )


def _said(data: Json | None) -> Said | None:
    return None if data is None else Said(str(data["text"]), data["seconds"], data["take"])


def _question_json(question: Question) -> Json:
    return {
        "id": question.id,
        "text": question.text,
        "theme": question.theme.value,
        "listens_for": question.listens_for,
        "follow_ups": list(question.follow_ups),
        "about": [list(group) for group in question.about],
        "wants": [signal.value for signal in question.wants],
        "value": question.value,
        "own": question.own,
    }


def _question(data: Json) -> Question:
    return Question(
        id=data["id"],
        text=data["text"],
        theme=Theme(data["theme"]),
        listens_for=data["listens_for"],
        follow_ups=tuple(data["follow_ups"]),
        about=tuple(tuple(group) for group in data["about"]),
        wants=tuple(map(Signal, data["wants"])),
        value=data["value"],
        own=bool(data["own"]),
    )


def _scores_json(scores: dict[Dimension, int] | dict[Dimension, float]) -> Json:
    return {dimension.value: score for dimension, score in scores.items()}


def _scores(data: Json) -> dict[Dimension, Any]:
    return {Dimension(name): score for name, score in data.items()}


def _debrief_json(debrief: Debrief) -> Json:
    return {
        "rounds": [_round_debrief_json(one) for one in debrief.rounds],
        "scores": _scores_json(debrief.scores),
        "said": list(debrief.said),
        "drills": [tip._asdict() for tip in debrief.drills],
    }


def _debrief(data: Json) -> Debrief:
    return Debrief(
        rounds=tuple(map(_round_debrief, data["rounds"])),
        scores=_scores(data["scores"]),
        said=tuple(data["said"]),
        drills=tuple(DrillTip(**tip) for tip in data["drills"]),
    )


def _round_debrief_json(one: RoundDebrief) -> Json:
    return {
        "words": one.words,
        "judged": one.judged,
        "heard": [
            {
                "dimension": item.dimension.value,
                "score": item.score,
                "why": item.why,
                "quotes": list(item.quotes),
            }
            for item in one.heard
        ],
        "open": [{"kind": weak.kind.value, "quote": weak.quote} for weak in one.open],
        "closed": [kind.value for kind in one.closed],
        "told": one.told and one.told._asdict(),
        "better": one.better and one.better._asdict(),
    }


def _round_debrief(data: Json) -> RoundDebrief:
    return RoundDebrief(
        words=data["words"],
        judged=data["judged"],
        heard=tuple(
            Heard(Dimension(item["dimension"]), item["score"], item["why"], tuple(item["quotes"]))
            for item in data["heard"]
        ),
        open=tuple(Weak(Weakness(item["kind"]), item["quote"]) for item in data["open"]),
        closed=tuple(map(Weakness, data["closed"])),
        told=Pick(**data["told"]) if data["told"] else None,
        better=Pick(**data["better"]) if data["better"] else None,
    )
