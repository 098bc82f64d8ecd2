"""Public pages: nothing unpublished, nothing withdrawn, no name of a person, no sign-in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.draw.models import Draw
from zhunsheng.kernel.act import Act
from zhunsheng.portal import queries
from zhunsheng.powers import services as power_services
from zhunsheng.powers.choices import ListOrigin
from zhunsheng.publication import queries as publication
from zhunsheng.publication import services
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.publication.models import Publication


def again(row: Any, number: int, **changes: Any) -> Any:
    """Write a row once more under another id."""
    said = {one.name: getattr(row, one.name) for one in row._meta.concrete_fields}
    made = type(row)(**said | {"id": UUID(int=number)} | changes)
    made.save(force_insert=True)
    return made


@pytest.fixture
def where(world) -> queries.Place:
    """Return the bureau whose pages are read."""
    return next(place for place in queries.places() if place.bureau == world.told.year.bureau)


def withdraw(world, row: Publication) -> None:
    user = User.objects.get(id=world.own[Role.CHIEF])
    at = datetime(2026, 1, 15, 2, tzinfo=UTC)
    ctx = Act(by=user.actor, bureau=user.bureau_id, at=at, request_key=f"withdraw {row.id}")
    services.withdraw(
        ctx=ctx, publication=row.id, reason="名称有误", corrects=True, on=date(2026, 1, 15)
    )


def of_kind(where: queries.Place, kind: PublicationKind) -> Publication:
    return publication.published(where).filter(kind=kind.value)[0]


class TestPublished:
    def test_lists_exactly_what_is_published(self, where):
        page = Client().get(f"/public/{where.code}/published/")
        listed = {notice.id for notice in page.context["notices"]}
        assert page.context["page"].total == publication.published(where).count() > 0
        assert listed <= set(publication.published(where).values_list("id", flat=True))

    def test_shows_each_disclosed_field_and_no_name_of_an_officer(self, where):
        row = of_kind(where, PublicationKind.DECISION)
        text = Client().get(f"/public/{where.code}/published/{row.id}/").content.decode("utf-8")
        assert all(value in text for _, value in row.fields if value)
        # The registered representative is disclosed; its invented name begins like an officer's.
        text = text.replace(dict(row.fields)["法定代表人"], "")
        people = User.objects.filter(bureau_id=where.bureau).values_list("name", flat=True)
        assert [name for name in people if name in text] == []

    @pytest.mark.parametrize(
        "kind",
        [PublicationKind.DECISION, PublicationKind.INSPECTION_RESULT, PublicationKind.DRAW_RESULT],
    )
    def test_tells_why_it_was_withdrawn_and_nothing_of_its_contents(self, world, where, kind):
        """行政处罚法 48.3: 撤回处罚决定信息并公开说明理由."""
        row = of_kind(where, kind)
        url = f"/public/{where.code}/published/{row.id}/"
        above = f"/public/{where.code}/withdrawn/"
        assert row.snapshot_hash in Client().get(url).content.decode()
        assert "没有撤回过公示" in Client().get(above).content.decode()
        withdraw(world, row)
        assert row.id not in set(queries.notices(where).values_list("id", flat=True))
        kept = {"决定文书号", "行政区划代码", "实施机关"} | (set() if row.party else {"名称"})
        hidden = [value for label, value in row.fields if len(value) > 3 and label not in kept]
        for address in (url, above):
            page = Client().get(address)
            text = page.content.decode()
            assert page.status_code == 200
            assert "名称有误" in text
            assert all(day in text for day in ("2026-01-15", row.number))
            told = text.replace(page.context["place"].name, "").replace("2026-01-15", "")
            assert [value for value in hidden if value in told] == []
            assert row.snapshot_hash not in text
        assert f'href="{url}"' in Client().get(above).content.decode()

    def test_that_never_was_is_not_there(self, where):
        url = f"/public/{where.code}/published/00000000-0000-7000-8000-000000000001/"
        assert Client().get(url).status_code == 404

    def test_withdrawn_of_one_bureau_is_not_on_the_pages_of_another(self, world, where):
        row = of_kind(where, PublicationKind.DECISION)
        withdraw(world, row)
        other = next(place for place in queries.places() if place.bureau != where.bureau)
        assert Client().get(f"/public/{other.code}/published/{row.id}/").status_code == 404
        assert Client().get(f"/public/{other.code}/withdrawn/").context["notices"] == []

    def test_narrows_to_a_kind_and_a_name(self, where):
        row = of_kind(where, PublicationKind.DECISION)
        asked = {"kind": "DECISION", "q": row.party}
        page = Client().get(f"/public/{where.code}/published/", asked)
        assert {one.party for one in page.context["notices"]} == {row.party}

    def test_does_not_show_one_bureau_on_the_pages_of_another(self, where):
        other = next(place for place in queries.places() if place.bureau != where.bureau)
        row = of_kind(where, PublicationKind.DECISION)
        url = f"/public/{other.code}/published/{row.id}/"
        assert Client().get(url).status_code == 404
        assert Client().get(f"/public/{other.code}/published/").context["notices"] == []

    def test_costs_the_same_queries_for_none_and_for_many(self, where):
        def cost(kind: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                Client().get(f"/public/{where.code}/published/", {"kind": kind})
            return len(asked)

        assert cost("DECISION") == cost("REPORT") == 3


class TestDraw:
    def test_whose_result_is_published_hands_out_the_record_byte_for_byte(self, where):
        row = of_kind(where, PublicationKind.DRAW_RESULT)
        url = f"/public/{where.code}/draws/{row.subject_id}/"
        page, record = Client().get(url), Client().get(f"{url}draw.json")
        drawn = Draw.objects.of(where).get(id=row.subject_id)
        assert drawn.pool_hash == sha256(drawn.pool.encode()).hexdigest()
        assert drawn.pool_hash in page.content.decode("utf-8")
        assert record.content == queries.draw_record(where, row.subject_id)
        shown = page.context["found"]
        assert len(shown.tickets) == drawn.units_to_draw
        assert [one.name for one in shown.parties] == [who for who, _ in shown.contributions]
        assert all(one.commitment and one.value for one in shown.parties)
        for name in ("pool.json", "changes.json"):
            assert Client().get(f"{url}{name}").status_code == 200
        assert Client().get(f"{url}pool.json").content == drawn.pool.encode()

    def test_names_officers_by_the_numbers_of_their_credentials_alone(self, where):
        row = of_kind(where, PublicationKind.DRAW_RESULT)
        url = f"/public/{where.code}/draws/{row.subject_id}/"
        told = Client().get(url).content + Client().get(f"{url}draw.json").content
        people = User.objects.filter(bureau_id=where.bureau).values_list("name", flat=True)
        assert [name for name in people if f">{name}<" in told.decode("utf-8")] == []
        assert [name for name in people if f'"{name}"' in told.decode("utf-8")] == []

    def test_shows_what_each_department_found_at_each_unit_once_it_is_published(self, where):
        joint = Draw.objects.of(where).get(kind="JOINT")
        url = f"/public/{where.code}/draws/{joint.id}/"
        tickets = Client().get(url).context["found"].tickets
        told = [[line.department for line in one.results] for one in tickets]
        assert told == [
            [
                "示例区应急管理局",
                "示例区市场监管部门",
                "示例区消防救援机构",
                "示例区生态环境部门",
            ]
        ]

    def test_lists_the_units_of_its_pool_by_name(self, where):
        row = of_kind(where, PublicationKind.DRAW_RESULT)
        url = f"/public/{where.code}/draws/{row.subject_id}/pool/"
        page = Client().get(url).context["page"]
        drawn = Draw.objects.of(where).get(id=row.subject_id)
        assert page.total == drawn.units_count
        name = page.rows[0].name
        assert [one.name for one in Client().get(url, {"q": name}).context["page"].rows] == [name]
        assert "没有找到" in Client().get(url, {"q": "没有的单位"}).content.decode()

    def test_whose_result_is_not_public_shows_the_pool_alone(self, world, where):
        row = of_kind(where, PublicationKind.DRAW_RESULT)
        withdraw(world, row)
        url = f"/public/{where.code}/draws/{row.subject_id}/"
        found = Client().get(url).context["found"]
        assert (found.tickets, found.run, found.changes) == ((), None, ())
        assert Client().get(f"{url}draw.json").status_code == 404
        assert Client().get(f"{url}changes.json").status_code == 404

    def test_that_is_repeated_keeps_its_first_result_public_with_the_reason(self, world, where):
        """国发〔2019〕5号: who repeats a draw whose result is known does it before everybody."""
        told = Draw.objects.of(where).get(id=of_kind(where, PublicationKind.DRAW_RESULT).subject_id)
        first = again(told, 1)
        for number, part in enumerate([told.seed_row, told.run_row, *told.drawn.all()]):
            again(part, 10 + number, draw=first)
        url = f"/public/{where.code}/draws/{first.id}/"
        assert Client().get(f"{url}draw.json").status_code == 404
        again(told, 2, repeats=first, repeat_reason="参加部门增加")
        assert Client().get(f"{url}draw.json").status_code == 200
        page = Client().get(url).text
        assert "已由后一次重新抽取，本次结果照样公布" in page
        assert "参加部门增加" in page
        assert "已重新抽取" in Client().get(f"/public/{where.code}/draws/").text


class TestDraws:
    def test_of_a_page_cost_two_queries_and_no_other_draw_is_read(
        self, world, where, django_assert_num_queries
    ):
        with django_assert_num_queries(2):
            lines = queries.draw_lines(where, queries.announced(where)[:1])
        assert [line.id for line in lines] == [queries.announced(where)[0].id]
        assert lines[0].result_is_out
        withdraw(world, of_kind(where, PublicationKind.DRAW_RESULT))
        assert not queries.draw_lines(where, queries.announced(where)[:1])[0].result_is_out


class TestPlace:
    def test_of_an_unknown_code_is_not_there(self, where):
        assert Client().get("/public/000000/").status_code == 404

    def test_is_chosen_where_the_site_has_several(self, where):
        page = Client().get("/public/")
        assert {place.code for place in page.context["places"]} == {
            place.code for place in queries.places()
        }

    @pytest.mark.parametrize("path", ["", "published/", "withdrawn/", "draws/", "verify/"])
    def test_needs_no_sign_in(self, path, where):
        assert Client().get(f"/public/{where.code}/{path}").status_code == 200

    def test_hands_out_the_verifier_where_it_lies_beside(self, where):
        answer = Client().get(f"/public/{where.code}/verify/", {"file": "draw.py"})
        assert answer.content == queries.verifier()


@pytest.mark.django_db
class TestEmptySite:
    def test_says_that_no_bureau_has_begun(self):
        page = Client().get("/public/")
        assert page.status_code == 200
        assert page.context["places"] == ()


class TestPowerList:
    def test_is_the_one_in_force_and_says_what_it_counts(self, where):
        page = Client().get(f"/public/{where.code}/powers/")
        found = page.context["found"]
        assert sum(one.count for one in found.kinds) == len(found.items)
        assert [line.stage.value for line in (found.line, *found.others)] == [
            "IN_FORCE",
            "REPLACED",
        ]
        assert len(found.items) == found.others[0].total + 3

    def test_that_was_not_published_is_not_there(self, world, where):
        user = User.objects.get(id=world.own[Role.LEGAL_REVIEWER])
        at = datetime(2026, 1, 15, 2, tzinfo=UTC)
        ctx = Act(by=user.actor, bureau=user.bureau_id, at=at, request_key="draft")
        draft = power_services.ListDraft("草稿", ListOrigin.PREVIOUS)
        row = power_services.draft_list(ctx=ctx, draft=draft, on=date(2026, 1, 15))
        url = f"/public/{where.code}/powers/"
        assert Client().get(url, {"version": str(row.id)}).status_code == 404
        assert Client().get(f"{url}{row.id}/CF-SPL-2021-97/").status_code == 404
        assert Client().get(f"{url}{row.id}/list.xlsx").status_code == 404
        assert "草稿" not in Client().get(url).content.decode("utf-8")

    def test_hands_out_an_item_with_its_articles(self, where):
        found = Client().get(f"/public/{where.code}/powers/").context["found"]
        url = f"/public/{where.code}/powers/{found.line.row.id}/CF-SPL-2021-97/"
        text = Client().get(url).content.decode("utf-8")
        assert "/lawbook/SPL-2021/97/" in text
        assert "/lawbook/violations/safety.97-7/" in text
