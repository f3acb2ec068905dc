"""The one place that speaks to a language model, through the library `llm` and its plugins."""

from __future__ import annotations

import queue
import threading
import time
from types import ModuleType
from typing import TYPE_CHECKING

from starl.coach.redaction import redact
from starl.errors import StarlError
from starl.opinion.request import Request

if TYPE_CHECKING:
    from llm import Model

SECONDS = 180.0
"""How long an answer may take in all."""
MOST = 64_000
"""Characters of an answer."""
_MISSING = (
    "asking a language model needs the library llm, which is not installed: pip install 'starl[llm]'. "
    "Everything else works without it"
)


def _llm() -> ModuleType:
    try:
        import llm
    except ImportError:
        raise StarlError(_MISSING) from None
    return llm


def names() -> list[str]:
    """The models that `llm` and its plugins know. Raises StarlError where the library is missing."""
    library = _llm()
    return sorted({model.model_id for model in library.get_models()})


def ready(name: str) -> Model:
    """The model of this name or alias, with its key at hand; nothing is sent.

    Raises StarlError where the library, the model or the key is missing.
    """
    library = _llm()
    try:
        model: Model = library.get_model(name)
    except library.UnknownModelError:
        raise StarlError(
            f"there is no model '{name}'; `starl model list` shows those that are there, and a plugin brings more "
            "(`llm install llm-ollama` for local ones)"
        ) from None
    try:
        if model.needs_key and not model.get_key():
            raise StarlError(_no_key(name, model.needs_key))
    except library.NeedsKeyException:
        raise StarlError(_no_key(name, model.needs_key or name)) from None
    return model


def _no_key(name: str, key: str) -> str:
    return f"the model '{name}' needs a key; `llm keys set {key}` takes it"


def send(model: Model, request: Request, *, seconds: float = SECONDS) -> str:
    """Sends the request, which the person has agreed to, and gives the answer as it came.

    seconds: the longest to wait in all. Raises StarlError for errors of the network or the model, when time is up, and
    for an answer without end.
    """
    chunks: queue.Queue[str | Exception | None] = queue.Queue(maxsize=100)
    over = threading.Event()
    threading.Thread(
        target=_ask, args=(model, request, chunks, over), daemon=True, name="language model"
    ).start()
    deadline = time.monotonic() + seconds
    parts: list[str] = []
    size = 0
    try:
        while True:
            try:
                chunk = chunks.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise StarlError(
                    f"the model did not finish in {seconds:g} seconds; nothing of it was used, and nothing is lost"
                ) from None
            if chunk is None:
                return "".join(parts)
            if isinstance(chunk, Exception):
                raise StarlError(f"the model could not answer ({_reason(chunk)}); nothing is lost, try again")
            parts.append(chunk)
            size += len(chunk)
            if size > MOST:
                raise StarlError(f"the model did not stop after {MOST} characters; nothing of it was used")
    finally:
        over.set()


def _ask(
    model: Model, request: Request, chunks: queue.Queue[str | Exception | None], over: threading.Event
) -> None:
    try:
        for chunk in model.prompt(request.prompt, system=request.system, stream=model.can_stream):
            if not isinstance(chunk, str):
                raise TypeError("it sent something that is no text")
            _put(chunks, chunk, over)
            if over.is_set():
                return
    except Exception as error:  # plugins raise what they like
        _put(chunks, error, over)
    else:
        _put(chunks, None, over)


def _put(
    chunks: queue.Queue[str | Exception | None], item: str | Exception | None, over: threading.Event
) -> None:
    while not over.is_set():
        try:
            chunks.put(item, timeout=0.2)
        except queue.Full:
            continue
        return


def _reason(error: Exception) -> str:
    """An error on one short line, without the keys that such messages may repeat."""
    said = " ".join(str(error).split())
    if not said:
        return type(error).__name__
    said = "".join(char if char.isprintable() else " " for char in said[:400])
    return redact(said).text[:200]
