"""The pages of a rep's day and week, and what is said about visits."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from scheduler.web.cookies import SESSION
from scheduler.web.csrf import HEADER, token_of
from scheduler.web.phone.assets import leaflet
from scheduler.web.views import static
from tests.phone_team import HEBREW, LONG

DONE = {
    "key": "key-00001",
    "visit_id": "C1/2026-12/1",
    "date": "2026-12-01",
    "status": "done",
    "order_amount": "99.50",
}
KEY = re.compile('name="key" value="[^"]+"')


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag, name):
        return [attrs[name] for found, attrs in self.tags if found == tag and name in attrs]


@pytest.fixture
def anna(phones):
    return phones.browser(phones.people.anna)


def page_of(answer, status: int = 200) -> Page:
    assert answer.status_code == status, answer.text
    return Page(answer.text)


def marks(phones):
    with phones.database.work() as work:
        return work.actuals.of_team(phones.people.team_id)


def test_today_shows_the_stops_with_ways_and_telephones(anna):
    page = page_of(anna.get("/phone"))
    links = page.all("a", "href")
    assert sum("waze.com" in link for link in links) == 3
    assert sum("google.com" in link for link in links) == 3
    assert sum("maps.apple.com" in link for link in links) == 3
    assert "tel:+97248551234" in links
    said = re.sub(r"\s+", " ", page.text)
    for told in (LONG, HEBREW, "09:00–09:45", "20 min drive, 18.0 km", "due 1 Dec", "Ask:"):
        assert told in said
    assert "Tuesday, December 1, 2026" in said
    assert "Phone call" in said


def test_a_script_in_a_name_stays_text(anna):
    for path in ("/phone", "/phone/week", "/phone/proposals/new?visit_id=C1/2026-12/1"):
        assert "<script>alert" not in anna.get(path).text


def test_the_map_has_home_and_numbered_stops(anna):
    (points,) = page_of(anna.get("/phone")).all("details", "data-points")
    found = json.loads(points)
    assert [point["label"] for point in found] == ["⌂", "1", "2", "3"]
    assert found[1]["name"] == LONG
    assert (found[0]["lat"], found[0]["lon"]) == (43.0, -71.5)


def test_the_library_of_the_map_comes_from_here(anna):
    page = page_of(anna.get("/phone"))
    (script,), (style,) = page.all("details", "data-script"), page.all("details", "data-style")
    assert b"export{" in anna.get(script).content
    assert b".leaflet-container" in anna.get(style).content
    assert anna.get(script.replace("leaflet.js", "index.html")).status_code == 404


def test_a_page_is_light_and_loads_nothing_from_elsewhere(anna):
    answer = anna.get("/phone")
    page = page_of(answer)
    own = [*page.all("script", "src"), *page.all("link", "href")]
    assert all(address.startswith("/") for address in own)
    files = [anna.get(address).content for address in own if "manifest" not in address]
    assert len(answer.content) + sum(map(len, files)) < 60_000
    assert not any(attrs.get("style") for _, attrs in page.tags)  # the policy forbids it


def test_days_and_maps_come_packed_and_what_repeats_a_request_does_not(phones, anna):
    for path in ("/phone/days/2026-12-01", "/phone/week", leaflet("leaflet.js")):
        packed, plain = (anna.get(path, headers={"accept-encoding": how}) for how in ("gzip", ""))
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert 2 * int(packed.headers["content-length"]) < len(plain.content)
        assert KEY.sub("", packed.text) == KEY.sub("", plain.text)
    for refused in ("gzip;q=0", "br, gzip; q=0.0", "notgzip", "br"):
        answer = anna.get("/phone/week", headers={"accept-encoding": refused})
        assert "content-encoding" not in answer.headers
    for path in ("/phone/days/2026-13-01", "/phone/proposals/new?visit_id=C2/2026-12/1"):
        assert "content-encoding" not in anna.get(path).headers
    answer = phones.send(anna, "/phone/marks", visit_id="C2/2026-12/1", date="2026-12-01")
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("language", "direction", "said"),
    [
        ("en", "ltr", "Tuesday, December 1, 2026"),
        ("he", "rtl", "יום שלישי, 1 בדצמבר 2026"),
        ("ru", "ltr", "вторник, 1 декабря 2026"),
    ],
)
def test_a_page_speaks_three_languages(phones, language, direction, said):
    page = page_of(phones.browser(phones.people.anna, language).get("/phone"))
    assert page.all("html", "dir") == [direction]
    assert said in page.text.replace("\xa0", " ")


def test_weeks_begin_as_the_country_of_the_team_has_them(anna):
    days = re.findall(r'href="/phone/days/([\d-]+)"', anna.get("/phone/week").text)
    assert (days[0], days[-1]) == ("2026-11-29", "2026-12-05")


def test_an_empty_day_says_what_to_do(anna):
    page = page_of(anna.get("/phone/days/2026-12-03"))
    assert "Nothing is planned for this day." in page.text
    assert "/phone/days/2026-12-08" in page.all("a", "href")
    assert "not published yet" in page_of(anna.get("/phone/days/2027-01-04")).text


@pytest.mark.parametrize("path", ["/phone/days/soon", "/phone/days/0001-01-01", "/phone/weeks/x"])
def test_an_address_without_a_day_leads_nowhere(anna, path):
    assert anna.get(path).status_code == 404


def test_a_form_without_scripts_marks_a_visit_once(phones, anna):
    text = anna.get("/phone").text
    keys = re.findall(r'name="key" value="([^"]+)"', text)
    assert len(keys) == len(set(keys)) == 4
    for _ in range(2):
        answer = phones.send(anna, "/phone/marks", **DONE | {"key": keys[0]})
        assert (answer.status_code, answer.headers["location"]) == (303, "/phone/days/2026-12-01")
    assert len(marks(phones)) == 1
    assert "Done · order 99.50" in re.sub(r"\s+", " ", page_of(anna.get("/phone")).text)


def test_a_refused_form_comes_back_as_it_was_typed(phones, anna):
    answer = phones.send(anna, "/phone/marks", **DONE | {"order_amount": "much", "outcome": "all"})
    page = page_of(answer, 422)
    assert "The amount is not understood" in page.text
    assert {"much", "all"} <= set(page.all("input", "value"))
    assert marks(phones) == []


def test_the_queue_is_answered_in_json(phones, anna):
    headers = {"accept": "application/json", HEADER: token_of(anna.cookies[SESSION])}
    for _ in range(2):
        answer = anna.post("/phone/marks", data=DONE, headers=headers)
        assert (answer.status_code, answer.json()) == (200, {"key": DONE["key"], "status": "done"})
    assert len(marks(phones)) == 1
    answer = anna.post("/phone/marks", data=DONE | {"status": "?", "key": "k2"}, headers=headers)
    assert answer.status_code == 422
    assert len(answer.json()["problems"]) == 2
    foreign = DONE | {"visit_id": "C6/2026-12/1", "key": "key-00002"}
    assert anna.post("/phone/marks", data=foreign, headers=headers).status_code == 404
    assert len(marks(phones)) == 1


def test_the_queue_learns_who_is_signed_in(phones, anna):
    headers = {"accept": "application/json"}
    session = anna.get("/phone/session", headers=headers).json()
    secret = token_of(anna.cookies[SESSION])
    assert session == {"user": phones.people.anna.user_id, "csrf": secret}
    assert phones.browser(None).get("/phone/session", headers=headers).status_code == 401
    manager = phones.browser(phones.people.manager)
    assert manager.get("/phone/session", headers=headers).status_code == 403


def test_a_mark_without_the_proof_of_our_own_pages_is_refused(phones, anna):
    assert anna.post("/phone/marks", data=DONE).status_code == 403
    assert marks(phones) == []


def test_a_moved_visit_is_on_its_new_day(phones, anna):
    fields = DONE | {"status": "moved", "moved_to": "2026-12-03"}
    phones.send(anna, "/phone/marks", **fields)
    text = re.sub(r"\s+", " ", page_of(anna.get("/phone/days/2026-12-03")).text)
    assert "moved here from Tue, Dec 1; agree on a time" in text
    assert 'name="date" value="2026-12-03"' in anna.get("/phone/days/2026-12-03").text


def test_the_worker_keeps_files_that_are_there_and_may_serve_all_pages(anna):
    answer = anna.get("/phone/worker.js")
    assert answer.headers["service-worker-allowed"] == "/phone"
    kept = json.loads(answer.text.partition("KEPT = ")[2].partition(";\n")[0])
    assert static("phone/phone.js") in kept
    assert all(anna.get(address).status_code == 200 for address in kept)


def test_the_manifest_starts_with_today(anna):
    manifest = anna.get("/phone/manifest.webmanifest").json()
    assert (manifest["start_url"], manifest["display"]) == ("/phone", "standalone")
    assert anna.get(manifest["icons"][0]["src"]).status_code == 200


def test_a_day_is_printed_without_what_only_a_screen_needs(anna):
    text = unescape(anna.get("/phone").text)
    assert "data-print" in text
    assert re.search(r'class="acts no-print"', text)
