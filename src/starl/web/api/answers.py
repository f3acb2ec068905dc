"""What every route of the API may answer, for its description."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class Refusal(BaseModel):
    """Why something was not done."""

    detail: str = Field(description="In plain words.")


def _refusal(said: str) -> dict[str, Any]:
    return {"model": Refusal, "description": said}


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: _refusal("What was asked cannot be done; the detail says why."),
    401: _refusal("The password is needed."),
    403: _refusal("The call came from another site, or without this session's token."),
    404: _refusal("There is no such record."),
    422: _refusal("The request is not of the described form."),
    429: _refusal("Too many calls at once."),
}
