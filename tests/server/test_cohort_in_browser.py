"""A cohort of five with a coach, in browsers: invited, handed in, matched, reviewed; and every page fit to look at."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from starl.model.account import Part, Role
from starl.server.jobs import match_all
from tests.web.conftest import SOUND, chromium, sound

from .alone import PASSWORD, Place, place, schema

__all__ = ["chromium", "place", "schema"]
NAMES = ("ann", "bob", "cleo", "dan", "eva")


class Room:
    """Browsers of several people on one server."""

    def __init__(self, chromium: Any, place: Place) -> None:
        self.chromium, self.place = chromium, place
        self.open: list[Any] = []

    def somebody(self) -> Any:
        self.open.append(self.chromium.new_context(base_url=self.place.address))
        return self.open[-1].new_page()

    def enter(self, name: str) -> Any:
        page = self.somebody()
        page.goto("/login")
        page.fill("input[name=email]", f"{name}@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/login" not in address)
        return page


@pytest.fixture
def room(chromium: Any, place: Place) -> Iterator[Room]:
    made = Room(chromium, place)
    yield made
    for context in made.open:
        context.close()


def test_a_cohort_of_five(room: Room, place: Place) -> None:
    coach_account = place.account("cora", Role.COACH)
    hosted = place.hosted
    with hosted.engine.connected():
        cohort = hosted.cohorts.add("Spring class")
        hosted.cohorts.join(cohort, coach_account.id, Part.COACH)
    coach = room.enter("cora")
    people = {}
    for name in NAMES:
        coach.goto(f"/coach/{cohort}")
        coach.get_by_role("button", name="Make links").click()
        coach.wait_for_url("**#invite")
        link = re.search(r"/join\?ticket=[\w-]+", coach.content())
        assert link
        page = people[name] = room.somebody()
        page.goto(link[0])
        if name == "ann":
            sound(page)
        page.fill("input[name=email]", f"{name}@example.org")
        page.fill("input[name=name]", name.capitalize())
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/join" not in address)
    form = coach.locator(f"form[action='/coach/{cohort}/assignments']")
    form.locator("select[name=exercise]").select_option("peer_review")
    form.locator("input[name=title]").fill("Exchange of failures")
    form.locator("input[name=due]").fill(f"{dt.date.today() + dt.timedelta(days=1)}")
    form.get_by_role("button", name="Assign").click()
    coach.get_by_role("link", name="Exchange of failures").wait_for()
    for name, page in people.items():
        if name == "eva":
            continue  # She is late.
        page.goto("/stories/new")
        page.locator("textarea[name=text]").fill(f"---\ntitle: The weekend of {name}\n---\n{SOUND}")
        page.get_by_role("button", name="Take it in").click()
        page.wait_for_url("**/stories/the-weekend-of-*")
        page.goto(f"/cohorts/{cohort}")
        form = page.locator("form[action*='/assignments/']")
        form.locator("select[name=story]").select_option(index=1)
        form.get_by_role("button", name="Hand in").click()
        page.get_by_role("link", name="What you handed in").wait_for()
    ann = people["ann"]
    ann.locator("form[action$='/shown'] select").select_option(index=1)
    ann.get_by_role("button", name="Show it to the coaches").click()
    ann.get_by_role("status").get_by_text("Your coaches can read").wait_for()
    sound(ann)
    random.seed(1)
    with hosted.engine.connected():
        match_all(hosted, dt.date.today() + dt.timedelta(days=2))
    given = 0
    for name in NAMES[:4]:
        page = people[name]
        page.goto("/cohorts")
        waiting = page.locator("a[href^='/reviews/']:not([href*='mine'])")
        assert waiting.count() == 2, name
        assert not any(other.capitalize() in page.locator("main").inner_text() for other in NAMES), (
            "without names"
        )
        for _ in range(2):
            page.goto("/cohorts")
            page.locator("li", has_text="until").locator("a[href^='/reviews/']").first.click()
            page.wait_for_url("**/reviews/*")
            page.wait_for_load_state("load")
            page.locator("input[name=authenticity][value='4']").check(force=True)
            page.locator("input[name=learning][value='5']").check(force=True)
            page.locator("textarea[name=summary]").fill("It rings true. What did the night cost you?")
            if given == 0:
                sound(page)
            page.locator("main form button").last.click()
            page.get_by_text("Your review is with the author").wait_for()
            given += 1
    ann.goto(f"/cohorts/{cohort}")
    ann.get_by_role("link", name="What you handed in").click()
    assert ann.locator("main").inner_text().count("What did the night cost you?") == 2
    sound(ann)
    coach.goto(f"/coach/{cohort}")
    assert "4 of 5 handed in" in coach.locator("main").inner_text()
    sound(coach)
    coach.get_by_role("link", name="Exchange of failures").click()
    coach.wait_for_url("**/assignments/*")
    sound(coach)
    coach.goto(f"/coach/{cohort}")
    coach.get_by_role("link", name="The weekend of ann").click()
    coach.wait_for_url("**/shown/*")
    sound(coach)


@pytest.mark.parametrize("path", ["/login", "/login/forgot"])
def test_the_doors_are_fit_to_look_at(room: Room, path: str) -> None:
    page = room.somebody()
    page.goto(path)
    sound(page)


@pytest.mark.parametrize("path", ["/", "/cohorts", "/account", "/settings", "/admin"])
def test_the_pages_are_fit_to_look_at(room: Room, place: Place, path: str) -> None:
    place.account("root", Role.ADMIN)
    page = room.enter("root")
    page.goto(path)
    sound(page)
