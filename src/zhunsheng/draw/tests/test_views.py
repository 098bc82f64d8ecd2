"""The pages of draws: who may open them, what they show, the files they give."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, rules
from zhunsheng.draw.choices import (
    CHECKERS,
    DRAW_READERS,
    DRAWERS,
    SCRIBES,
    WITNESSES,
    DrawKind,
    DrawStage,
    PoolSide,
    SeedMethod,
)
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Contribution, Exclusion, SeedPlan
from zhunsheng.draw.tests.builders import (
    DAY,
    ITEM,
    NONCES,
    OTHER,
    PARTIES,
    SLIP,
    STOPPED,
    UNTIL,
    bound,
    code,
    ctx,
    entered,
    entities,
    found,
    officers,
    published,
    ran,
    second_reviewer,
    user,
    whole,
    written,
)
from zhunsheng.planning.tests import builders as planning
from zhunsheng.registry import services as registry

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
READ = ("detail", "pool_file", "record", "changes_file")
PARTY = ("commitment", "opening", "withdrawal")
WRITE = ("run",)
UNIT = ("change", "partner_result")


@pytest.fixture(autouse=True)
def bureau(settings, monkeypatch):
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    found()


def client(role: Role = Role.TEAM_HEAD) -> Client:
    signed_in = Client()
    signed_in.force_login(user(role), backend=BACKEND)
    return signed_in


def second_client() -> Client:
    signed_in = Client()
    signed_in.force_login(second_reviewer(), backend=BACKEND)
    return signed_in


def at(name: str, draw: Draw) -> str:
    unit = [queries.drawn(ctx("read"), draw.id)[0][0]] if name in UNIT else []
    return reverse(f"draw:{name}", args=[draw.id, *unit])


def quarter(number: int) -> dict[str, Any]:
    """Return a period of visits of its own, so that no draw repeats another."""
    day = UNTIL + timedelta(days=10 * number)
    return {"visits_from": day, "visits_until": day + timedelta(days=9)}


class TestPermission:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_page_is_as_declared(self, role):
        draw = whole()
        browser = client(role)
        reads, writes, party = (
            200 if role in of else 403 for of in (DRAW_READERS, DRAWERS, WITNESSES)
        )
        expected = {reverse("draw:list"): reads, reverse("draw:pool"): writes}
        expected |= {at(name, draw): reads for name in READ}
        if role is Role.STREET_OFFICER:  # nobody of a street was drawn and the visits are ahead
            expected |= {at(name, draw): 404 for name in ("record", "changes_file")}
        expected |= {at(name, draw): writes for name in (*WRITE, *UNIT)}
        expected |= {at(name, draw): party for name in PARTY}
        expected |= {
            at("outcome", draw): 200 if role in SCRIBES else 403,
            at("seed", draw): 200 if role in CHECKERS else 403,
        }
        assert {url: browser.get(url).status_code for url in expected} == expected

    def test_ends_at_the_border_of_the_bureau(self):
        draw = whole()
        found(OTHER, "999902")
        stranger = user(Role.TEAM_HEAD)
        stranger.bureau_id = OTHER
        stranger.save(update_fields=["bureau"])
        browser = Client()
        browser.force_login(stranger, backend=BACKEND)
        names = (*READ, "paper", *WRITE, *UNIT)
        assert {browser.get(at(n, draw)).status_code for n in names} == {404}
        assert {browser.get(at(n, draw)).status_code for n in PARTY} == {403}
        assert draw.title not in browser.get(reverse("draw:list")).content.decode()


class TestOutcome:
    def test_that_was_written_down_is_shown_with_its_photo_until_it_is_checked(self):
        plan = SeedPlan(SeedMethod.DICE, (), "", None)
        draw = published(entities(4), officers(3), seed_plan=plan)
        entered(draw)
        browser = client(Role.JUSTICE_SUPERVISOR)
        page = browser.get(at("detail", draw)).text
        assert "待司法行政部门核对" in page
        photo = f'href="{at("paper", draw)}?party=seed"'
        assert photo in browser.get(at("seed", draw)).text, "read from the photo, where one checks"
        assert at("seed", draw) in page
        assert browser.get(f"{at('paper', draw)}?party=seed").status_code == 200
        assert "示例会议室" in browser.get(at("seed", draw)).text


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
                published(units, staff, f"pool {count} {number}", **quarter(count + number))
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(reverse("draw:list")).status_code == 200
            numbers.append(len(seen))
        assert numbers == [numbers[0]] * 2

    def test_detail_in_a_constant_number_of_queries(self):
        units, staff = entities(8), officers(4)
        browser = client()
        numbers = []
        for count in (1, 8):
            draw = published(units, staff, f"p{count}", units_to_draw=count, **quarter(count))
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
            "items": [ITEM],
            "visits_from": "2025-03-03",
            "visits_until": "2025-06-30",
            "units_to_draw": "2",
            "most_per_officer": "0",
            "most_per_pair": "2",
            "method": "COMMITMENTS",
            "contributors": "\n".join(PARTIES),
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
        parties = (client(Role.LEGAL_REVIEWER), client(Role.JUSTICE_SUPERVISOR), second_client())
        for key, (account, name) in enumerate(zip(parties, PARTIES, strict=True)):
            promise = rules.commitment_of(str(draw.id), Contribution(name, NONCES[name]))
            said: dict[str, Any] = {"request_key": f"c{key}", "contributor": name,
                                    "commitment": promise, "on": "2025-03-03"}  # fmt: skip
            if name == PARTIES[2]:
                paper = SimpleUploadedFile("slip.png", SLIP, content_type="image/png")
                said |= {"witness": "示例丙，派驻组组长", "paper": paper}
            assert account.post(at("commitment", draw), said).status_code == 302
        assert "书面提交：示例丙，派驻组组长" in browser.get(at("detail", draw)).text
        assert browser.get(at("paper", draw)).content == SLIP
        for key, (account, name) in enumerate(zip(parties, PARTIES, strict=True)):
            said = {"request_key": f"o{key}", "contributor": name, "content": NONCES[name],
                    "on": "2025-03-03"}  # fmt: skip
            assert account.post(at("opening", draw), said).status_code == 302
        run = {"request_key": "k3", "on": "2025-03-03"}
        assert browser.post(at("run", draw), run).status_code == 302
        _, pair = queries.drawn(ctx("read"), draw.id)[0]
        assert len(queries.drawn(ctx("read"), draw.id)) == 2
        swap = {"request_key": "k4", "out": str(pair[0]), "ground": "ILLNESS",
                "reason": "因病不能参加", "on": "2025-03-03"}  # fmt: skip
        assert browser.post(at("change", draw), swap).status_code == 302
        assert pair[0] not in queries.drawn(ctx("read"), draw.id)[0][1]
        shown = browser.get(at("detail", draw)).content.decode()
        assert "因病不能参加：因病不能参加" in shown

    def test_turn_the_pages_of_who_is_left_out(self):
        units, staff = entities(10), officers(3)
        out = tuple(Exclusion(PoolSide.UNIT, one, *STOPPED) for one in units[3:])
        page = reverse("draw:detail", args=[published(units[:3], staff, exclusions=out).id])
        browser = client()
        few, whole = browser.get(page), browser.get(f"{page}?left_out=all")
        assert [len(one.context["left_out"].rows) for one in (few, whole)] == [5, 7]
        assert f"{page}?left_out=all" in few.text
        assert ["抽取结果</h" in one.text for one in (few, whole)] == [True, False]

    def test_of_a_repetition_begin_with_the_former_pool(self):
        units, staff = entities(4), officers(3)
        out = (Exclusion(PoolSide.UNIT, units[3], *STOPPED),)
        first = published(units[:3], staff, exclusions=out, most_per_officer=2)
        page = client().get(f"{reverse('draw:pool')}?repeats={first.id}").text
        assert f"{code(4)} 停产停业期间：收文〔2025〕12号停产报告，检修至年底" in page
        assert f'value="{first.title}"' in page
        assert f'<option value="{first.id}"' not in page

    def test_name_the_key_units_of_the_plan(self):
        """编制办法: key and general lists do not overlap; who draws is told who is planned."""
        planning.found(division="999903")
        planning.approved(planning.entities(6))
        signed_in = Client()
        signed_in.force_login(planning.user(Role.DEPUTY_HEAD), backend=BACKEND)
        page = signed_in.get(reverse("draw:pool")).text
        assert "本年度计划已经列名重点检查 6 家：示例第1化工有限公司、" in page
        assert "已经列名重点检查" not in client().get(reverse("draw:pool")).text

    def test_want_rates_where_units_are_stratified(self):
        entities(4)
        staff = officers(3)
        browser = client()
        rates = {f"rate_{one}": "5" for one in "ABCD"}
        rates |= {f"rate_{one}": "0" for one in ("GOOD", "MINOR", "ORDINARY", "SERIOUS")}
        said = self.typed(staff, by_rates="on", units_to_draw="")
        before = written()
        answer = browser.post(reverse("draw:pool"), {**said, **rates, "rate_B": ""})
        assert answer.status_code == 422
        assert written() == before
        assert browser.post(reverse("draw:pool"), {**said, **rates}).status_code == 302
        assert queries.draws(ctx("read")).get().units_to_draw == 1

    def test_leave_out_closed_units_by_themselves(self):
        units, staff = entities(4), officers(3)
        registry.close_entity(ctx=ctx("close"), entity=units[0], reason="公告注销", on=DAY)
        assert client().post(reverse("draw:pool"), self.typed(staff)).status_code == 302
        pool = queries.pool(queries.draw(ctx("read"), queries.draws(ctx("read")).get().id))
        assert [(one.id, one.reason) for one in pool.exclusions] == [
            (str(units[0]), "已经停业或者注销：2025-03-03停业或者注销")
        ]

    def test_want_one_line_for_each_unit_that_is_left_out(self):
        """国发〔2019〕5号: who is left out is, on one ground that everybody may read."""
        entities(4)
        two = f"{code(1)} 停产停业期间：收文〔2025〕12号\n{code(1)} 已经停业或者注销：公告注销"
        staff, browser = officers(3), client()
        before = written()
        answer = browser.post(reverse("draw:pool"), self.typed(staff, excluded=two))
        assert f"以下单位填写了两行以上，事由不能并列：{code(1)}" in answer.text
        assert (answer.status_code, written()) == (422, before)

    def test_want_reasons_for_who_is_left_out(self):
        entities(4)
        staff = officers(3)
        browser = client()
        before = written()
        answer = browser.post(reverse("draw:pool"), self.typed(staff[:2], excluded="代码"))
        assert answer.status_code == 422
        assert "第1行应为两项，以空格分开。" in answer.content.decode()
        assert written() == before

    def test_want_a_ground_of_the_list_for_who_is_left_out(self):
        """国发〔2019〕5号: nobody is left out because somebody says so; the ground is public."""
        entities(4)
        staff = officers(3)
        browser = client()
        before = written()
        friend = self.typed(staff, excluded=f"{code(4)} 负责人熟悉")
        answer = browser.post(reverse("draw:pool"), friend)
        assert answer.status_code == 422
        assert "列入年度计划重点检查、已经停业或者注销" in answer.text
        untrue = self.typed(staff, excluded=f"{code(4)} 已经停业或者注销：听说已经停业")
        answer = browser.post(reverse("draw:pool"), untrue)
        assert answer.status_code == 409
        assert "示例第4化工有限公司名录没有登记其停业、注销" in answer.text
        planned = self.typed(staff, excluded=f"{code(4)} 列入年度计划重点检查：今年的计划")
        answer = browser.post(reverse("draw:pool"), planned)
        assert "示例第4化工有限公司没有列入现行年度计划的重点检查" in answer.text
        capped = self.typed(staff, excluded=f"{code(4)} 年度检查次数已达上限：今年查过")
        answer = browser.post(reverse("draw:pool"), capped)
        assert "示例第4化工有限公司的检查次数没有达到公布的年度上限" in answer.text
        seen = self.typed(staff, excluded=f"{code(4)} 同一事项本年度已经检查：今年查过")
        answer = browser.post(reverse("draw:pool"), seen)
        assert "示例第4化工有限公司本年度没有检查本次抽查事项的记录" in answer.text
        assert written() == before
        rest = self.typed(staff[:2], left_out_reason="借调在外", left_out_ground="AWAY")
        assert browser.post(reverse("draw:pool"), rest).status_code == 302

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
        second = bound(published(units, staff, "p2", **quarter(1)), "s2")
        third = ran(bound(published(units, staff, "p3", **quarter(2)), "s3"), "r3")

        def ids(**filters):
            return [d.id for d in queries.draws(ctx("read"), queries.DrawFilters(**filters))]

        assert ids(stage=DrawStage.PUBLISHED) == [first.id]
        assert ids(stage=DrawStage.BOUND) == [second.id]
        assert ids(stage=DrawStage.DRAWN) == [third.id]
        assert ids(kind=DrawKind.JOINT) == []
        assert len(ids(year=2025, text="第一次")) == 3
        duties = queries.duties(ctx("read").viewer, DAY)
        assert {d.label for d in duties} == {"各方提交承诺值", "执行随机抽取"}

    def test_give_rows_to_statistics(self):
        draw = whole()
        assert [row.key for row in queries.draw_rows(ctx("read"), DAY, DAY)] == [
            f"draw.draw:{draw.id}"
        ]
        rows = queries.drawn_unit_rows(ctx("read"), DAY, DAY, DrawKind.OWN)
        assert len({row.distinct for row in rows}) == len(rows) == 3
        assert queries.drawn_unit_rows(ctx("read"), DAY, DAY, DrawKind.JOINT) == ()
