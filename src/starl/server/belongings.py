"""What the server has of a person beside the journal, for their export."""

from __future__ import annotations

import json
from typing import Any

from starl.model.hearing import State
from starl.model.take import transcript_data
from starl.server.state import Hosted

WAITING = "waiting_audio/"
"""The folder of an export for recordings that were not heard yet."""


def belongings(hosted: Hosted, account: str) -> dict[str, Any]:
    """The account, its cohorts, what was handed in, shown and reviewed, the recordings that wait, and its lines of the
    audit log; no secret.
    """
    found = hosted.accounts.get(account)
    assert found is not None
    handed = [hosted.exchange.for_author(one, account) for one in hosted.exchange.handed_in(account).values()]
    return {
        "account": {
            "email": found.email,
            "name": found.name,
            "role": found.role,
            "created": f"{found.created}",
        },
        "cohorts": [{"name": each.name, "part": each.part} for each in hosted.cohorts.of(account)],
        "handed_in": [
            {
                "title": one.title,
                "text": one.text,
                "created": f"{one.created}",
                "reviews": [json.loads(pair.review or "null") for pair in hosted.exchange.reviews_of(one.id)],
            }
            for one in handed
            if one is not None
        ],
        "reviews_given": [
            {"title": pair.title, "review": json.loads(pair.review)}
            for pair in hosted.exchange.to_give(account)
            if pair.review
        ],
        "shown_to_coaches": [
            {"title": one.title, "text": one.text, "created": f"{one.created}"}
            for one in hosted.exchange.shown_by(account)
        ],
        "recordings": [
            {
                "name": one.name,
                "created": f"{one.created}",
                "state": one.state,
                "said": one.said,
                "file": None if one.state is State.DONE else f"{WAITING}{one.id}{one.ending}",
                "heard": one.transcript and transcript_data(one.transcript),
            }
            for one in hosted.hearings.of(account)
        ],
        "log": [
            {"at": f"{event.at}", "action": event.action, "about": event.about, "address": event.address}
            for event in hosted.audit.list(10_000, account)
        ],
    }
