"""What a coach may read: what an author showed while seeing who the coaches were."""

from __future__ import annotations

import re

from starl.capture.stories import new_record, save
from starl.model.account import Part, Role
from tests.web.conftest import SOUND

from .alone import PASSWORD, Place, place, schema

__all__ = ["place", "schema"]
WORD = "zanzibarquux"


def test_who_becomes_a_coach_later_reads_nothing_that_was_shown_before(place: Place) -> None:
    """An administrator puts people into cohorts, but cannot so open what others showed to somebody else."""
    ann, dora = place.account("ann"), place.account("dora", Role.COACH)
    root = place.account("root", Role.ADMIN)
    hosted = place.hosted
    with hosted.engine.connected():
        cohort = hosted.cohorts.add("First")
        hosted.cohorts.join(cohort, dora.id, Part.COACH)
        hosted.cohorts.join(cohort, ann.id, Part.LEARNER)
        hosted.cohorts.join(cohort, root.id, Part.LEARNER)
        store = place.store(ann)
        story = save(store, new_record(store, f"The {WORD}"), f"# The {WORD}\n{SOUND}")
    author, coach, admin = place.enter("ann"), place.enter("dora"), place.enter("root")
    assert "Coached by dora" in author.get(f"/cohorts/{cohort}").text
    author.submit(f"/cohorts/{cohort}/shown", f"/cohorts/{cohort}", story=story.id)
    with hosted.engine.connected():
        (shown,) = hosted.exchange.shown_by(ann.id)
    path = f"/coach/{cohort}/shown/{shown.id}"
    assert WORD in coach.get(path).text
    admin.submit("/admin/cohorts/join", "/admin", cohort=cohort, email="root@example.org", part="coach")
    assert admin.get(f"/coach/{cohort}").status_code == 200
    assert WORD not in admin.get(f"/coach/{cohort}").text
    assert admin.get(path).status_code == 404
    page = author.get(f"/cohorts/{cohort}").text
    assert "root" in page and "comes later" in page
    assert WORD in coach.get(path).text
    author.submit(f"/cohorts/{cohort}/shown", f"/cohorts/{cohort}", story=story.id)
    assert WORD in admin.get(path).text, "shown again, with both names on the page"


def test_without_mail_each_address_has_its_link_once(place: Place) -> None:
    dora = place.account("dora", Role.COACH)
    hosted = place.hosted
    with hosted.engine.connected():
        cohort = hosted.cohorts.add("First")
        hosted.cohorts.join(cohort, dora.id, Part.COACH)
    coach, page = place.enter("dora"), f"/coach/{cohort}"
    emails = "ann@example.org, BOB@example.org;carl@example.org ann@example.org"
    made = coach.submit(f"{page}/invite", page, emails=emails).text
    links = re.findall(r"<b>(\S+?)</b><br><code>[^<]+(/join\?ticket=\S+?)</code>", made)
    assert [email for email, _ in links] == [f"{name}@example.org" for name in ("ann", "bob", "carl")]
    assert "/join?ticket=" not in coach.get(page).text
    for email, link in links:
        joined = place.visitor().submit(
            "/join", link, email=email, name="x", password=PASSWORD, ticket=link.partition("=")[2]
        )
        assert joined.status_code == 200
    with hosted.engine.connected():
        assert len(hosted.cohorts.names(cohort)) == 4
    one = coach.submit(f"{page}/invite", page, emails="").text
    assert one.count("/join?ticket=") == 1
