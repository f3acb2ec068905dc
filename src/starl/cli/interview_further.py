"""One more question in a mock interview, from the person's language model, with their consent each time."""

from __future__ import annotations

from starl.cli import consent
from starl.cli.ask import Dialogue
from starl.errors import StarlError
from starl.model.mock import FollowUp, Mock
from starl.store.store import Store


class Further:
    """Asks the model. Raises StarlError at once where none is switched on, or nobody could agree."""

    def __init__(self, store: Store, dialogue: Dialogue, send: bool) -> None:
        from starl.opinion.client import ready
        from starl.opinion.setting import needed, own_words

        self._name = needed(store)
        self._model = ready(self._name)
        self._words = own_words(store)
        self._dialogue = dialogue
        self._send = send
        if not send and not consent.someone_there():
            raise StarlError(
                "with --model, starl asks before it sends; where nobody can be asked, add --send"
            )

    def of(self, mock: Mock) -> FollowUp | None:
        """A further question on the answer that was given last; None where there is none, with the reason said."""
        from starl.cli.opinion import dropped
        from starl.opinion.claims import judge
        from starl.opinion.client import send
        from starl.opinion.request import follow_up_request
        from starl.practice.mock import answered, may_ask_further

        last = answered(mock)
        if last is None or not may_ask_further(mock) or any(item.by_model for item in last.follow_ups):
            return None
        asked = [item.text for item in last.follow_ups]
        try:
            request = follow_up_request(last.question.text, last.text, asked, self._words)
            self._dialogue.say()
            if not consent.agreed(request, self._name, self._send):
                return None
            judged = judge(send(self._model, request), request)
        except StarlError as error:
            self._dialogue.say(f"No further question: {error}.", dim=True)
            return None
        if line := dropped(judged):
            self._dialogue.say(line, dim=True)
        if not judged.claims:
            self._dialogue.say("Your model has no further question that fits.", dim=True)
            return None
        best = judged.claims[0]
        return FollowUp(best.ask, None, " ".join(best.quote.split()), by_model=True)
