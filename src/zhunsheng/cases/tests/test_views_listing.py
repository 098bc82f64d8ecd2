"""The list of cases: filters under a name, what each case waits for, the list as a file."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from zhunsheng.accounts.models import SavedFilter
from zhunsheng.cases.exports import HEADINGS
from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests.steps import BELOW
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import ANOTHER, World

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def keep(world: World, by: str, name: str, query: str, **marks: str) -> int:
    sent = {"request_key": f"{by}{name}".encode().hex(), "name": name, "query": query, **marks}
    return signed_in(world, by).post("/cases/filters/", sent).status_code


class TestFilters:
    def test_opens_with_the_reader_s_own_default_alone(self, world: World) -> None:
        assert keep(world, "head", "在办", "stage=INVESTIGATION", is_default="on") == 302
        page = signed_in(world, "head").get("/cases/")
        assert page["Location"] == "/cases/?stage=INVESTIGATION"
        assert signed_in(world, "head").get("/cases/?all=1").status_code == 200
        assert signed_in(world, "yi").get("/cases/").status_code == 200

    def test_shows_others_what_is_shared_and_nothing_else(self, world: World) -> None:
        keep(world, "head", "在办", "stage=INVESTIGATION", is_shared="on")
        keep(world, "head", "自用", "stage=CLOSED")
        text = signed_in(world, "yi").get("/cases/").content.decode()
        assert "在办" in text
        assert "自用" not in text

    def test_keeps_one_of_a_name_and_one_default(self, world: World) -> None:
        keep(world, "head", "在办", "stage=INVESTIGATION", is_default="on")
        keep(world, "head", "旧", "stage=CLOSED", is_default="on")
        sent = {"request_key": "again", "name": "旧", "query": "stage=DECIDED", "is_default": "on"}
        signed_in(world, "head").post("/cases/filters/", sent)
        rows = SavedFilter.objects.of(world.viewer()).order_by("name")
        assert [(one.name, one.query, one.is_default) for one in rows] == [
            ("在办", "stage=INVESTIGATION", False),
            ("旧", "stage=DECIDED", True),
        ]

    def test_is_shown_in_words_before_it_is_kept(self, world: World) -> None:
        page = signed_in(world, "head").get("/cases/filters/?stage=INVESTIGATION&year=2025")
        text = page.content.decode()
        assert "<dt>阶段</dt><dd>调查取证</dd>" in text
        assert "<dt>发现或者决定的年份</dt><dd>2025</dd>" in text

    def test_is_given_up_by_its_owner_alone(self, world: World) -> None:
        keep(world, "head", "在办", "stage=INVESTIGATION", is_shared="on")
        kept = SavedFilter.objects.of(world.viewer()).get()
        path = f"/cases/filters/{kept.id}/drop/"
        assert signed_in(world, "yi").post(path, {"request_key": "drop"}).status_code == 404
        assert SavedFilter.objects.of(world.viewer()).exists()
        assert signed_in(world, "head").post(path, {"request_key": "drop"}).status_code == 302
        assert not SavedFilter.objects.of(world.viewer()).exists()


def test_a_case_is_found_by_the_number_and_the_year_of_its_decision(world: World) -> None:
    """A decision of January on a clue of December is one of the new year, too."""
    found, decided = date(2024, 12, 30), date(2025, 1, 6)
    case = world.told(BELOW, found)
    world.waive(case, decided)
    world.decide(case, BELOW, decided)
    number = Decision.objects.of(world.viewer()).get(case=case).document.number
    client = signed_in(world, "head")
    for query in (f"q={number}", "year=2024", "year=2025"):
        assert case.number in client.get(f"/cases/?{query}").content.decode(), query
    assert case.number not in client.get("/cases/?year=2026").content.decode()


class TestFile:
    def test_holds_the_filtered_list_with_next_step_and_term(self, world: World) -> None:
        opened = world.opened(DAY)
        world.spot(DAY, other_act=ANOTHER)
        client = signed_in(world, "head")
        answer = client.get("/cases/?procedure=ORDINARY&format=csv")
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert tuple(rows[0]) == HEADINGS
        assert len(rows) == 2
        line = dict(zip(HEADINGS, rows[1], strict=True))
        assert (line["案号"], line["下一步"], line["期限"], line["剩余日数"]) == (
            opened.number,
            "调查终结",
            "2025-06-01",
            "89",
        )
        answer = client.get("/cases/?procedure=ORDINARY&format=xlsx")
        sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
        assert sheet.to_python()[1][0] == opened.number

    def test_opens_no_text_as_a_formula(self, world: World) -> None:
        case = world.clue(DAY)
        case.party_name = "=1+1示例公司"  # of before the register refused such names
        case.save(update_fields=["party_name"])
        text = signed_in(world, "head").get("/cases/?format=csv").content.decode("utf-8-sig")
        assert ",=1+1" not in text
        assert "'=1+1" in text
