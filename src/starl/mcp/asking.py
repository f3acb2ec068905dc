"""The person's yes: asked for in the assistant's own program where it can, else waited for."""

from __future__ import annotations

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult
from pydantic import BaseModel, Field

from starl.assistant.pending import propose
from starl.assistant.seen import What
from starl.assistant.writing import Draft
from starl.mcp.answers import Written
from starl.mcp.desk import Call, Desk, desk_of, said
from starl.text.quote import quoted
from starl.text.visible import visible

_MODERN = "2026-07-28"
"""From this protocol on a question to the person is an answer of the tool, which any connection can carry."""


class Consent(BaseModel):
    """What the person is asked."""

    agree: bool = Field(title="Write this to my journal", description="Yes writes it. No writes nothing.")


def question(call: Call, name: str, draft: Draft) -> Elicit[Consent] | None:
    """What the person is asked, with all that would be written; None where their program cannot ask.

    Raises ToolError where the tool is not allowed, or the draft could not be kept.
    """
    desk = desk_of(call)
    desk.need(name)
    with said():
        draft.check(desk.clock())
    if not _can_ask(call):
        return None
    return Elicit(
        f"An assistant wants to write this to your journal:\n\n{quoted(visible(draft.told()).text)}", Consent
    )


def decided(desk: Desk, name: str, draft: Draft, consent: ElicitationResult[Consent]) -> Written:
    """Writes the draft where the person agreed; keeps it as a proposal where nobody could ask them; else nothing."""
    with desk.journal(name) as store:
        if not isinstance(consent, AcceptedElicitation):
            desk.note(name, What.DECLINED)
            return Written(
                status="declined", id=None, say="The person said no. Nothing was written; do not try again."
            )
        if consent.data is None:
            number = propose(store, draft).number
            desk.note(name, What.WAITING)
            return Written(
                status="waiting",
                id=None,
                say="Nothing is written yet. Tell the person to look at it and decide, at a terminal: "
                f"starl mcp pending {number}",
            )
        if consent.data.agree is not True:
            desk.note(name, What.DECLINED)
            return Written(
                status="declined", id=None, say="The person said no. Nothing was written; do not try again."
            )
        with store.transaction():
            identifier = draft.keep(store, desk.clock())
            desk.note(name, What.WRITTEN, [identifier])
        return Written(status="written", id=identifier, say="It is in the journal.")


def _can_ask(call: Call) -> bool:
    capabilities = call.client_capabilities
    asks = capabilities.elicitation if capabilities else None
    if asks is None or (asks.form is None and asks.url is not None):
        return False
    return (call.protocol_version or "") >= _MODERN or call.session.can_send_request
