"""The API keeps to its description, whatever is sent: schemathesis against a real server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from starl.web.app import create_app
from starl.web.options import Options

from .conftest import Site, Ticking, run

with tempfile.TemporaryDirectory() as folder:
    DESCRIBED = create_app(Options(f"{folder}/journal.sqlite", Path(folder))).openapi()
ROUTES = [
    (method.upper(), path)
    for path, methods in DESCRIBED["paths"].items()
    for method in methods
    if method != "parameters"
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a server's API, as it gives it."""
    home = tmp_path_factory.mktemp("api")
    server, thread, address = run(Options(str(home / "journal.sqlite"), home, clock=Ticking()))
    httpx.post(f"{address}/api/v1/stories", json={"title": "The outage"}).raise_for_status()
    yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_answer_is_described(api: Any, method: str, path: str) -> None:
    @given(case=api[path][method].as_strategy())
    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def tried(case: Any) -> None:
        # What no schema can say (an interview in a hundred years) may be refused, as described.
        case.call_and_validate(timeout=30, excluded_checks=[positive_data_acceptance])

    tried()


def test_the_report_is_that_of_the_command(site: Site) -> None:
    text = (
        "## Action\nI wrote the import in March and tried it on ten rows. QA missed the bug because they did not test it.\n"
        "## Result\nThe shop was down for two hours and 300 orders were lost.\n"
    )
    answer = httpx.post(f"{site.address}/api/v1/check", json={"text": text, "level": "senior"}).json()
    assert answer["level"] == "senior"
    assert all(text[slice(*found["span"])] == found["evidence"] for found in answer["findings"])
    assert "B200" in {found["code"] for found in answer["findings"]}


def test_saving_from_an_old_revision_is_refused(site: Site) -> None:
    with httpx.Client(base_url=f"{site.address}/api/v1") as client:
        slug = client.post("/stories", json={"title": "T"}).json()["slug"]
        saved = client.put(f"/stories/{slug}", json={"text": "I broke it.", "expected": 1})
        assert (saved.status_code, saved.json()["revision"]) == (200, 2)
        again = client.put(f"/stories/{slug}", json={"text": "I mended it.", "expected": 1})
        assert (again.status_code, again.json()["newest"]) == (409, 2)
        assert client.get(f"/stories/{slug}").json()["text"] == "I broke it."
