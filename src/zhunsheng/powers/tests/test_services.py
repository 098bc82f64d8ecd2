"""Acts on the list: nothing half-loaded, adopted by a head alone, never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.powers import exports, queries, services
from zhunsheng.powers.choices import ListOrigin, ListStage, PowerKind
from zhunsheng.powers.models import PowerItem, PowerListVersion
from zhunsheng.powers.tests.builders import (
    CHIEF,
    DAY,
    INSPECTION,
    ITEM,
    OFFICER,
    adopted,
    ctx,
    drafted,
    filled,
    found,
    imported,
    published,
)
from zhunsheng.web.sheets import UnreadableSheet

pytestmark = pytest.mark.django_db
VIEWER = ctx("viewer").viewer
LATER = DAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def bureau() -> None:
    found()


def refused(act: Callable[[], Any]) -> list[str]:
    """Return the codes of a refusal; nothing was written and no event recorded."""
    before = (Event.objects.count(), _drafts(), PowerItem.objects.of(VIEWER).count())
    with pytest.raises(StepRefused) as refusal:
        act()
    assert (Event.objects.count(), _drafts(), PowerItem.objects.of(VIEWER).count()) == before
    return [one.code for one in refusal.value.findings]


def _drafts() -> list[Any]:
    rows = PowerListVersion.objects.of(VIEWER).order_by("number")
    return list(rows.values_list("number", "draft", "version"))


class TestDraft:
    def test_from_the_lawbook_holds_the_proposal(self):
        row = drafted(ListOrigin.LAWBOOK)
        items = queries.items_of(VIEWER, row)
        assert items == queries.proposal(subject="示例区应急管理局", on=DAY)
        assert row.number == 1

    def test_is_one_at_a_time_and_follows_only_what_was_adopted(self):
        assert refused(lambda: drafted(ListOrigin.PREVIOUS)) == ["powers.list.no_previous"]
        drafted()
        assert refused(lambda: drafted(on=LATER)) == ["powers.list.open_draft"]

    def test_is_not_begun_by_an_officer(self):
        draft = services.ListDraft("清单", ListOrigin.BLANK)
        act = ctx("draft", by=OFFICER)
        assert refused(lambda: services.draft_list(ctx=act, draft=draft, on=DAY)) == [
            "step.draft.wrong_role"
        ]

    def test_that_was_given_up_lets_another_begin(self):
        row = drafted()
        services.give_up_list(ctx=ctx("up"), power_list=row.id, reason="重新起草", on=DAY)
        assert drafted(on=LATER).number == 2
        assert refused(lambda: imported(row, (ITEM,))) == ["powers.list.given_up"]


class TestSheet:
    def test_reads_back_to_the_items_that_were_exported(self):
        odd = replace(
            ITEM,
            bases=("SPL-2021:97(7)", "《示例条例》第九条"),
            is_delegated=True,
            licenses=("license.a",),
            inspection_items=("item.1", "item.2"),
        )
        row = filled(odd, INSPECTION)
        assert queries.items_of(VIEWER, row) == (odd, INSPECTION)
        assert exports.items_sheet((odd,)) == exports.items_sheet((odd,))

    def test_of_the_whole_proposal_reads_back(self):
        items = queries.proposal(subject="示例区应急管理局", on=DAY)
        assert queries.items_of(VIEWER, filled(*items)) == items

    def test_with_a_bad_row_loads_nothing_and_names_every_row(self):
        row = filled()
        bad = (
            replace(INSPECTION, code="JC-009"),
            replace(ITEM, code="CF-002", limits="", violations=("safety.none",)),
            replace(ITEM, code="CF-002", violations=()),
        )
        with pytest.raises(StepRefused) as refusal:
            imported(row, bad)
        said = [one.message for one in refusal.value.findings]
        assert said[0] == "表格有2行不符合要求，整个文件没有导入"
        assert [text[: text.index("：")] for text in said[1:]] == [
            "第3行“权限”",
            "第3行“对应违法行为”",
            "第4行“事项编码”",
        ]
        assert refused(lambda: imported(row, bad))
        assert queries.items_of(VIEWER, row) == (ITEM, INSPECTION)

    def test_that_is_no_sheet_is_refused_as_a_whole(self):
        row = filled()
        with pytest.raises(UnreadableSheet):
            services.import_items(
                ctx=ctx("text"), power_list=row.id, filename="a.xlsx", content=b"text", on=DAY
            )
        assert queries.items_of(VIEWER, row) == (ITEM, INSPECTION)


class TestItem:
    def test_is_put_in_the_place_of_its_code_or_at_the_end(self):
        row = filled()
        new = replace(ITEM, limits="只限当场处罚")
        services.set_item(ctx=ctx("set"), power_list=row.id, item=new, on=DAY)
        more = replace(INSPECTION, code="JC-002")
        services.set_item(ctx=ctx("more"), power_list=row.id, item=more, on=DAY)
        services.remove_item(ctx=ctx("gone"), power_list=row.id, code="JC-001", on=DAY)
        row = queries.version(VIEWER, row.id)
        assert queries.items_of(VIEWER, row) == (new, more)

    def test_is_refused_where_its_violation_stands_elsewhere(self):
        row = filled()
        twin = replace(ITEM, code="CF-002")
        act = ctx("twin")
        codes = refused(lambda: services.set_item(ctx=act, power_list=row.id, item=twin, on=DAY))
        assert codes == ["powers.item.violation_twice"]

    def test_of_an_older_form_is_stale(self):
        row = filled()
        with pytest.raises(Stale, match="导入清单事项"):
            services.remove_item(
                ctx=ctx("old"), power_list=row.id, code="CF-001", version=0, on=DAY
            )


class TestAdoption:
    def test_fixes_the_items_for_ever(self):
        row = adopted(filled())
        assert queries.items_of(VIEWER, row) == (ITEM, INSPECTION)
        assert queries.stands_as_adopted(VIEWER, row, (ITEM, INSPECTION))
        assert not queries.stands_as_adopted(VIEWER, row, (ITEM,))
        fixed = ["powers.list.fixed"]
        assert refused(lambda: imported(row, (ITEM,))) == fixed
        act = ctx("late")
        assert (
            refused(lambda: services.set_item(ctx=act, power_list=row.id, item=INSPECTION, on=DAY))
            == fixed
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            PowerItem.objects.of(VIEWER).filter(code="CF-001").update(name="改名")

    @pytest.mark.parametrize(
        ("items", "changes", "codes"),
        [
            ((), {}, ["powers.list.empty"]),
            ((ITEM,), {"effective_from": date(2025, 3, 2)}, ["powers.list.backdated"]),
            ((ITEM,), {"approval": " "}, ["powers.list.approval"]),
            ((replace(ITEM, bases=("BEN-SX-2021",)),), {}, ["powers.list.ended"]),
        ],
    )
    def test_is_refused_for_what_the_list_lacks(self, items, changes, codes):
        row = filled(*items) if items else drafted()
        said = {"effective_from": DAY, "approval": "局长办公会〔2025〕1号", **changes}
        act = ctx("adopt", by=CHIEF)
        assert (
            refused(lambda: services.adopt_list(ctx=act, power_list=row.id, on=DAY, **said))
            == codes
        )

    def test_is_a_head_s_alone(self):
        row = filled()
        act = ctx("adopt")
        codes = refused(
            lambda: services.adopt_list(
                ctx=act, power_list=row.id, effective_from=DAY, approval="会议", on=DAY
            )
        )
        assert codes == ["step.adopt.wrong_role"]

    def test_comes_before_the_publication(self):
        row = filled()
        act = ctx("publish")
        codes = refused(
            lambda: services.publish_list(ctx=act, power_list=row.id, place="网站", on=DAY)
        )
        assert codes == ["power_list.publish.needs.adopt"]


class TestListInForce:
    def test_begins_with_its_publication_and_ends_with_the_next(self):
        first = published()
        second = services.draft_list(
            ctx=ctx("second", on=LATER),
            draft=services.ListDraft("修订版", ListOrigin.PREVIOUS),
            on=LATER,
        )
        assert second.replaces_id == first.id
        assert queries.items_of(VIEWER, second) == (ITEM, INSPECTION)
        more = replace(INSPECTION, code="ZR-001", kind=PowerKind.RESPONSIBILITY)
        imported(second, (ITEM, INSPECTION, more), on=LATER)
        adopted(second, start=LATER, on=LATER)
        assert queries.current(VIEWER, on=LATER) == first
        services.publish_list(
            ctx=ctx("out", on=LATER), power_list=second.id, place="网站", on=LATER
        )
        assert queries.current(VIEWER, on=LATER) == second
        assert queries.current(VIEWER, on=LATER - timedelta(days=1)) == first
        assert queries.current(VIEWER, on=DAY - timedelta(days=1)) is None
        lines = queries.version_lines(VIEWER, on=LATER)
        assert [(one.stage, one.total) for one in lines] == [
            (ListStage.IN_FORCE, 3),
            (ListStage.REPLACED, 2),
        ]
