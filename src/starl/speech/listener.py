"""The child process of `starl.speech.worker`: reads paths from standard input, answers with JSON, a line each.

`{"path": ...}` is answered by `{"share": 0..1}` as often as something new is known, and at last by
`{"words": ..., "seconds": ..., "language": ..., "engine": ...}` or `{"error": ...}`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any, TextIO

from starl.errors import StarlError
from starl.model.take import transcript_data


def listen(home: Path, idle: float) -> None:
    """Serves until standard input ends, which it does when the parent ends, or for so many idle seconds.

    home: where a model may lie beside the journal.
    """
    # Libraries may print; what they print must not come between the lines.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lines: Queue[str] = Queue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=idle)
        except Empty:
            return
        _say(out, {"share": 0.0})
        _say(out, _answer(out, home, Path(json.loads(line)["path"])))


def _read(lines: Queue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


def _answer(out: TextIO, home: Path, path: Path) -> dict[str, Any]:
    try:
        from starl.speech.models import find_model, need
        from starl.speech.transcribe import transcribe

        need()
        model = find_model(None, home, os.environ)
        return transcript_data(
            transcribe(path, model, progress=lambda share: _say(out, {"share": round(share, 4)}))
        )
    except StarlError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "there is not enough memory to listen; close something, and try again"}
    except OSError as error:
        return {"error": f"{error.filename or path.name}: {error.strerror or error}"}


def _say(out: TextIO, data: dict[str, Any]) -> None:
    out.write(json.dumps(data) + "\n")
    out.flush()
