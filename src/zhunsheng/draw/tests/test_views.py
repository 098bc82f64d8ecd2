"""The pages of draws: who may open them, what they show, the files they give."""

from __future__ import annotations

import hashlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries
from zhunsheng.draw.choices import DRAW_READERS, DRAWERS, DrawKind, DrawStage
from zhunsheng.draw.models import Draw
from zhunsheng.draw.tests.builders import (
    DAY,
    OTHER,
    PROMISED,
    bound,
    ctx,
    entities,
    found,
    officers,
    published,
    ran,
    user,
    whole,
    written,
)

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
READ = ("detail", "pool_file", "record")
WRITE = ("seed", "run", "partner_result")


@pytest.fixture(autouse=True)
def bureau(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    found()


def client(role: Role = Role.TEAM_HEAD) -> Client:
    signed_in = Client()
    signed_in.force_login(user(role), backend=BACKEND)
    return signed_in


def at(name: str, draw: Draw) -> str:
    return reverse(f"draw:{name}", args=[draw.id])


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, role):
        draw = whole()
        browser = client(role)
        reads, writes = (200 if role in of else 403 for of in (DRAW_READERS, DRAWERS))
        expected = {reverse("draw:list"): reads, reverse("draw:pool"): writes}
        expected |= {at(name, draw): reads for name in READ}
        expected |= {at(name, draw): writes for name in WRITE}
        assert {url: browser.get(url).status_code for url in expected} == expected

    def test_ends_at_the_border_of_the_bureau(self):
        draw = whole()
        found(OTHER, "999902")
        stranger = user(Role.TEAM_HEAD)
        stranger.bureau_id = OTHER
        stranger.save(update_fields=["bureau"])
        browser = Client()
        browser.force_login(stranger, backend=BACKEND)
        assert [browser.get(at(n, draw)).status_code for n in (*READ, *WRITE)] == [404] * 6
        assert draw.title not in browser.get(reverse("draw:list")).content.decode()


class TestFiles:
    def test_are_byte_for_byte_what_the_hashes_cover(self):
        draw = whole()
        browser = client()
        row = queries.draw(ctx("read"), draw.id)
        assert browser.get(at("record", draw)).content == queries.record_of(row)
        pool = browser.get(at("pool_file", draw)).content
        assert hashlib.sha256(pool).hexdigest() == draw.pool_hash

    def test_are_missing_before_the_draw(self):
        draw = published(entities(4), officers(3))
        browser = client()
        assert browser.get(at("record", draw)).status_code == 404
        assert browser.get(at("pool_file", draw)).status_code == 200


class TestPages:
    def test_show_hashes_results_and_how_to_check_them(self):
        draw = whole()
        shown = client().get(at("detail", draw)).content.decode()
        seed = queries.seed_of(queries.draw(ctx("read"), draw.id))
        assert seed is not None
        for text in (draw.pool_hash, seed.seed, "python3 tools/verify/draw.py draw.json"):
            assert text in shown

    def test_list_in_a_constant_number_of_queries(self):
        units, staff = entities(4), officers(3)
        browser = client()
        numbers = []
        for count in (1, 5):
            for number in range(count):
                published(units, staff, f"pool {count} {number}")
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(reverse("draw:list")).status_code == 200
            numbers.append(len(seen))
        assert numbers == [numbers[0]] * 2

    def test_detail_in_a_constant_number_of_queries(self):
        units, staff = entities(8), officers(4)
        browser = client()
        numbers = []
        for count in (1, 8):
            draw = published(units, staff, f"p{count}", units_to_draw=count)
            draw = ran(bound(draw, f"s{count}"), f"r{count}")
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(at("detail", draw)).status_code == 200
            numbers.append(len(seen))
        assert numbers == [numbers[0]] * 2


class TestForms:
    def typed(self, staff, **changes) -> dict[str, object]:
        return {
            "request_key": "k1",
            "title": "2025年第一次双随机抽查",
            "kind": "OWN",
            "units_to_draw": "2",
            "most_per_officer": "0",
            "commitments": "\n".join(f"{c.contributor} {c.commitment}" for c in PROMISED),
            "officers": [str(one) for one in staff],
            "on": "2025-03-03",
            **changes,
        }

    def test_lead_from_the_pool_to_the_result(self):
        entities(4)
        staff = officers(3)
        browser = client()
        assert browser.post(reverse("draw:pool"), self.typed(staff)).status_code == 302
        draw = queries.draws(ctx("read")).get()
        given = {"request_key": "k2", "contributions": "示例甲 318204\n示例乙 公开号码77",
                 "on": "2025-03-03"}  # fmt: skip
        assert browser.post(at("seed", draw), given).status_code == 302
        run = {"request_key": "k3", "on": "2025-03-03"}
        assert browser.post(at("run", draw), run).status_code == 302
        assert len(queries.drawn(ctx("read"), draw.id)) == 2

    def test_want_reasons_for_who_is_left_out(self):
        entities(4)
        staff = officers(3)
        browser = client()
        before = written()
        answer = browser.post(reverse("draw:pool"), self.typed(staff[:2], excluded="代码"))
        assert answer.status_code == 422
        assert "第1行应为两项，以空格分开。" in answer.content.decode()
        assert written() == before

    def test_refuse_with_the_reasons_and_write_nothing(self):
        entities(4)
        staff = officers(3)
        browser = client()
        before = written()
        answer = browser.post(reverse("draw:pool"), self.typed(staff, units_to_draw="9"))
        assert answer.status_code == 409
        assert "拟抽取9家，名录中有4家" in answer.content.decode()
        assert written() == before


class TestQueries:
    def test_find_draws_by_stage_and_kind(self):
        units, staff = entities(4), officers(3)
        first = published(units, staff, "p1")
        second = bound(published(units, staff, "p2"), "s2")
        third = ran(bound(published(units, staff, "p3"), "s3"), "r3")

        def ids(**filters):
            return [d.id for d in queries.draws(ctx("read"), queries.DrawFilters(**filters))]

        assert ids(stage=DrawStage.PUBLISHED) == [first.id]
        assert ids(stage=DrawStage.BOUND) == [second.id]
        assert ids(stage=DrawStage.DRAWN) == [third.id]
        assert ids(kind=DrawKind.JOINT) == []
        assert len(ids(year=2025, text="第一次")) == 3
        duties = queries.duties(ctx("read").viewer, DAY)
        assert {d.label for d in duties} == {"确定抽取种子", "执行随机抽取"}

    def test_give_rows_to_statistics(self):
        draw = whole()
        assert [row.key for row in queries.draw_rows(ctx("read"), DAY, DAY)] == [
            f"draw.draw:{draw.id}"
        ]
        rows = queries.drawn_unit_rows(ctx("read"), DAY, DAY, DrawKind.OWN)
        assert len({row.distinct for row in rows}) == len(rows) == 3
        assert queries.drawn_unit_rows(ctx("read"), DAY, DAY, DrawKind.JOINT) == ()
