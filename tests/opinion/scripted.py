"""A model of the library `llm` that says what a test tells it to, and keeps what it was sent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import llm
from llm.plugins import load_plugins, pm

Script = str | Callable[[], Iterator[Any]] | Exception
STORY = (
    "In March 2022 I ran the billing of Brightwater Insurance. Priya Sharma had asked me for a dry run, and I said that "
    "we had no time. The job charged 1,200 customers twice, about 40,000 euros. I told my manager the same night. "
    "Now I rehearse each run on a copy."
)


class Scripted(llm.Model):
    """Answers with its script."""

    model_id = "scripted"
    can_stream = True

    def __init__(self) -> None:
        self.script: Script = ""
        self.sent: list[tuple[str, str]] = []

    def execute(
        self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: llm.Conversation | None
    ) -> Iterator[str]:
        self.sent.append((prompt.system, prompt.prompt))
        if isinstance(self.script, Exception):
            raise self.script
        if isinstance(self.script, str):
            yield self.script
        else:
            yield from self.script()


class NeedsKey(Scripted):
    """A hosted model without its key."""

    model_id = "hosted"
    needs_key = "nobody"
    key_env_var = "STARL_TEST_NO_SUCH_KEY"


MODEL = Scripted()


class _Plugin:
    @llm.hookimpl
    def register_models(self, register: Callable[..., None]) -> None:
        register(MODEL, aliases=("mine",))
        register(NeedsKey())


def install() -> Scripted:
    """Registers the plugin, once for the whole run, and gives the model as good as new."""
    load_plugins()  # type: ignore[no-untyped-call]
    if not pm.has_plugin("starl-scripted"):
        pm.register(_Plugin(), "starl-scripted")
    MODEL.script = ""
    MODEL.sent = []
    return MODEL


def claims(*items: Any) -> str:
    """An answer of the form that is asked for."""
    return json.dumps({"claims": list(items)})


GOOD = {
    "quote": "I said that we had no time",
    "says": "This sounds as if the risk was known and passed over.",
    "ask": "What made the dry run seem too long to you?",
}


def endless() -> Iterator[str]:
    """Never stops talking."""
    while True:
        yield "word " * 200


def silent() -> Iterator[str]:
    """Says something and then nothing, for longer than any test waits."""
    yield '{"claims": ['
    time.sleep(1.5)
