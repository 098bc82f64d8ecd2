"""Entities are registered, amended and imported; every refusal leaves nothing behind."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps

from zhunsheng.accounts.records import UnscopedRead
from zhunsheng.journal.models import Event
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import RequestKeyReused, Stale, StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import EntityKind, RiskClass
from zhunsheng.registry.events import EntityAmended
from zhunsheng.registry.models import BusinessEntity, ImportRun, OperationChange, RiskChange
from zhunsheng.registry.tests.builders import (
    BUREAU,
    DAY,
    HEADINGS,
    OTHER_BUREAU,
    code,
    csv,
    ctx,
    events,
    facts,
    found,
    row,
    street,
    xlsx,
)
from zhunsheng.web.sheets import UnreadableSheet

pytestmark = pytest.mark.usefixtures("bureau")
FILLED = import_module("zhunsheng.registry.migrations.0007_risk_changes_of_before")


def add(key: str = "add", **changes):
    return services.add_entity(ctx=ctx(key), facts=facts(**changes), on=DAY)


def take(content: bytes, *, key: str = "import", filename: str = "名单.xlsx", **changes):
    return services.import_entities(
        ctx=ctx(key, **changes), filename=filename, content=content, on=DAY
    )


@act
def amended_before(*, ctx: Act, entity: UUID):
    """Record a change of class as it was recorded before changes were kept."""
    told = EntityAmended("示例", "风险等级", (("风险等级", "D", "A"),))
    record(ctx, told, on=DAY, subject=("entity", entity))
    return queries.entity(ctx, entity)


def entities() -> list[str]:
    return list(BusinessEntity.objects.of(ctx("read")).values_list("name", flat=True))


class TestAddEntity:
    def test_registers_the_facts_and_records_one_event(self):
        before = events()
        place = street()
        entity = add(street=place.id, employees=25)
        assert (entity.name, entity.credit_code, entity.sector, entity.street_id) == (
            "示例第1化工有限公司",
            code(1),
            "HAZCHEM_PRODUCTION",
            place.id,
        )
        assert (entity.registered_on, entity.version, entity.initials) == (DAY, 0, "sld1hgyxgs")
        assert events() == before + 2
        assert Event.objects.get(kind="registry.entity_added").subject_id == entity.id

    def test_is_refused_where_the_code_is_registered_already(self):
        add()
        before = events()
        with pytest.raises(StepRefused) as refusal:
            add("again", name="另一个名称")
        assert [f.code for f in refusal.value.findings] == ["registry.credit_code.taken"]
        assert entities() == ["示例第1化工有限公司"]
        assert events() == before

    def test_is_refused_where_who_has_no_code_stands_under_the_name_and_address(self):
        """国办发〔2024〕54号: each unit is counted once."""
        person = {"credit_code": "", "kind": EntityKind.PERSON, "name": "示例甲"}
        add(**person, address="示例1号")
        before = events()
        with pytest.raises(StepRefused) as refusal:
            add("again", **person, address="示例 1号")
        assert [f.code for f in refusal.value.findings] == ["registry.name.taken"]
        assert (entities(), events()) == (["示例甲"], before)
        add("other", **person, address="示例2号")

    def test_is_refused_with_a_street_that_is_none(self):
        before = events()
        with pytest.raises(StepRefused) as refusal:
            add(street=BUREAU)
        assert [f.code for f in refusal.value.findings] == ["registry.street.unknown"]
        assert entities() == []
        assert events() == before


class TestAmendEntity:
    def amend(self, entity, *, version=0, key="amend", **changes):
        return services.amend_entity(
            ctx=ctx(key), entity=entity.id, facts=facts(**changes), version=version, on=DAY
        )

    def test_replaces_the_facts_and_records_what_changed(self):
        entity = add()
        amended = self.amend(entity, phone="000-1111")
        assert (amended.phone, amended.version) == ("000-1111", 1)
        stored = Event.objects.get(kind="registry.entity_amended")
        assert '["联系电话","","000-1111"]' in stored.data

    def test_of_the_risk_class_before_changes_were_kept_is_read_from_the_journal(self):
        """安全生产法 62: the class of a day before this release is that of the day as well."""
        entity = add()
        self.amend(entity, phone="000-1111")
        self.amend(entity, version=1, key="kept", risk_class=RiskClass.D)
        (change,) = queries.class_changes(ctx("read").viewer, entity.id, year=DAY.year)
        assert "风险等级" in change.sentence
        amended_before(ctx=ctx("before"), entity=entity.id)
        for _ in range(2):
            FILLED.fill(apps, None)
            rows = RiskChange.objects.of(ctx("read")).filter(entity=entity, on=DAY)
            held = rows.values_list("id", "before", "after")
            assert set(held) == {
                (ctx("kept").new_id("registry.risk_change"), "C", "D"),
                (ctx("before").new_id("registry.risk_change"), "D", "A"),
            }

    def test_is_refused_where_nothing_changes(self):
        entity = add()
        before = events()
        with pytest.raises(StepRefused) as refusal:
            self.amend(entity)
        assert [f.code for f in refusal.value.findings] == ["registry.amendment.empty"]
        assert events() == before

    def test_is_refused_from_a_form_opened_before_somebody_else_acted(self):
        entity = add()
        self.amend(entity, phone="000-1111")
        before = events()
        with pytest.raises(Stale, match="变更单位信息"):
            self.amend(entity, key="late", phone="000-2222")
        assert queries.entity(ctx("read"), entity.id).phone == "000-1111"
        assert events() == before

    def test_does_not_reach_an_entity_of_another_bureau(self):
        found("other", bureau=OTHER_BUREAU, division="999902")
        entity = add()
        before = events()
        with pytest.raises(BusinessEntity.DoesNotExist):
            services.amend_entity(
                ctx=ctx("amend", bureau=OTHER_BUREAU),
                entity=entity.id,
                facts=facts(phone="1"),
                version=0,
                on=DAY,
            )
        assert events() == before


class TestImport:
    def test_takes_every_good_row_in_one_act_with_one_event(self):
        before = events()
        content = xlsx([row(1), row(2, 类型="", 风险等级="")])
        run = take(content)
        assert (run.rows_read, run.rows_taken, run.errors) == (2, 2, [])
        assert run.digest == sha256(content).hexdigest()
        assert entities() == ["示例第1贸易有限公司", "示例第2贸易有限公司"]
        assert events() == before + 1
        second = queries.entity_by_credit_code(ctx("read"), code(2))
        assert second is not None
        assert (second.kind, second.risk_class, second.employees) == ("COMPANY", "B", 2)
        assert second.import_run_id == run.id

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_reads_a_csv_in_each_usual_encoding(self, encoding):
        run = take(csv([row(1)], encoding=encoding), filename="名单.csv")
        assert (run.rows_taken, entities()) == (1, ["示例第1贸易有限公司"])

    def test_finds_the_columns_in_any_order_below_a_title(self):
        headings = ("行业领域*", "备注", "单位名称（必填）", "统一社会信用代码")
        title = ["示例区监管对象名单", "", "", ""]
        content = xlsx([list(headings), ["加油站", "无", "示例加油站", code(9)]], headings=title)
        run = take(content)
        assert (run.rows_taken, run.ignored) == (1, "备注")
        assert entities() == ["示例加油站"]

    def test_takes_one_of_two_equal_rows_without_a_code(self):
        person = {"类型": "自然人", "统一社会信用代码": "", "单位名称": "示例甲", "地址": "示例1号"}
        other = person | {"地址": "示例2号"}
        run = take(xlsx([row(1, **person), row(2, **person), row(3, **other)]))
        assert run.rows_taken == 2
        assert [(line, column) for line, column, _ in run.errors] == [(3, "单位名称")]

    @pytest.mark.parametrize(
        ("state", "shut", "ended"),
        [
            ("存续", False, False),
            ("关闭", True, False),
            ("存续（在营、开业、在册）", False, False),
            ("开业", False, False),
            ("停业", True, False),
            ("停产停业", True, False),
            ("吊销", True, False),
            ("吊销，未注销", True, False),
            ("吊销,未注销", True, False),
            ("注销", True, True),
        ],
    )
    def test_notes_that_a_unit_ceased_by_its_operating_state(self, state, shut, ended):
        """安全生产法 62: supervision is of units that operate; the register tells which do."""
        content = xlsx([[*row(1), state]], headings=(*HEADINGS, "经营状态"))
        assert take(content).rows_taken == 1
        one = queries.entity_by_credit_code(ctx("read"), code(1))
        assert one is not None
        told = queries.standings(ctx("read"), [one.id], on=DAY)[one.id].closed_on
        assert told == (DAY if shut else None)
        assert bool(queries.ended_units(ctx("read"), [one.id], on=DAY)) is ended
        assert (one.id in queries.all_ids(ctx("read"), inspectable_on=DAY)) is not shut
        reasons = OperationChange.objects.of(ctx("read")).values_list("reason", flat=True)
        kept = state.replace(",", "，")
        assert list(reasons) == ([f"登记的经营状态为“{kept}”"] if shut else [])

    def test_by_hand_notes_the_operating_state_once(self):
        entity = add(particulars=(("operating_state", "关闭"),))
        read = ctx("read")
        assert queries.closed_units(read, on=DAY) == {entity.id: DAY}
        assert Event.objects.filter(kind="registry.entity_closed").count() == 1
        for number, state in enumerate(("停产停业", "注销")):
            services.amend_entity(
                ctx=ctx(f"amend{number}"),
                entity=entity.id,
                facts=facts(particulars=(("operating_state", state),)),
                version=number,
                on=DAY,
            )
        assert queries.ended_units(read, on=DAY) == {entity.id: DAY}
        assert OperationChange.objects.of(read).count() == 2

    def test_names_who_has_no_code_and_is_registered_under_the_name_and_address(self):
        """国办发〔2024〕54号: each unit is counted once."""
        add(name="示例甲", address="示例1号", credit_code="", kind=EntityKind.PERSON)
        person = {"类型": "自然人", "统一社会信用代码": "", "单位名称": "示例甲"}
        run = take(xlsx([row(1, **person, 地址="示例 １号"), row(2, **person, 地址="示例2号")]))
        assert (run.rows_taken, run.errors[0][:2]) == (1, [2, "单位名称"])

    def test_names_each_bad_row_and_takes_the_others(self):
        add(number=7)
        wrong = code(2)[:-1] + ("0" if code(2)[-1] != "0" else "1")
        content = xlsx(
            [
                row(1),
                row(2, 统一社会信用代码=wrong),
                row(1),
                row(7),
                row(3, 单位名称="", 行业领域="养殖"),
                row(4, 地址="长" * 201, 从业人数="十人"),
                row(5, **{"所在街道（镇）": "没有的街道"}),
                row(6, 行业领域=""),
            ]
        )
        run = take(content)
        assert (run.rows_read, run.rows_taken, run.rows_skipped) == (8, 1, 7)
        assert [(line, column) for line, column, _ in run.errors] == [
            (3, "统一社会信用代码"),
            (4, "统一社会信用代码"),
            (5, "统一社会信用代码"),
            (6, "行业领域"),
            (6, "单位名称"),
            (7, "从业人数"),
            (7, "地址"),
            (8, "所在街道（镇）"),
            (9, "行业领域"),
        ]
        assert run.errors[0][2] == (
            f"统一社会信用代码{wrong}的校验位不符。请对照营业执照核对；表格中该列请设为文本格式。"
        )
        assert run.errors[1][2] == "与本文件第2行是同一单位。请删除重复的一行。"
        assert run.errors[2][2].startswith(
            f"统一社会信用代码{code(7)}已登记为“示例第7化工有限公司”。"
        )
        assert [number for number, _ in run.rejected] == [3, 4, 5, 6, 7, 8, 9]

    def test_acts_once_when_the_same_form_is_sent_twice(self):
        first = take(xlsx([row(1)]))
        before = events()
        assert take(xlsx([row(1)])) == first
        assert events() == before
        assert ImportRun.objects.of(ctx("read")).count() == 1

    def test_refuses_the_same_key_with_another_file(self):
        take(xlsx([row(1)]))
        before = events()
        with pytest.raises(RequestKeyReused):
            take(xlsx([row(2)]))
        assert events() == before

    def test_reports_every_row_as_registered_when_the_file_comes_again(self):
        take(xlsx([row(1), row(2)]))
        again = take(xlsx([row(1), row(2)]), key="again")
        assert (again.rows_read, again.rows_taken) == (2, 0)
        assert all("已登记为" in message for _, _, message in again.errors)
        assert len(entities()) == 2

    def test_registers_the_same_unit_in_two_bureaus(self):
        found("other", bureau=OTHER_BUREAU, division="999902")
        take(xlsx([row(1)]))
        run = take(xlsx([row(1)]), bureau=OTHER_BUREAU)
        assert run.rows_taken == 1
        assert queries.count(ctx("read")) == 1

    @pytest.mark.parametrize(
        ("filename", "content"),
        [
            ("名单.xlsx", b""),
            ("名单.xlsx", xlsx([row(1)])[:-200]),
            ("名单.xlsx", xlsx([row(1)])[:2000]),
            ("名单.xlsx", b"PK\x03\x04" + bytes(200)),
            ("名单.xlsx", xlsx([row(1)], headings=("名称", *"ABCDEFGHIJ"))),
            ("名单.xlsx", xlsx([])),
            ("名单.pdf", b"%PDF-1.7"),
            ("名单.csv", b"\xff\xfe\xfd"),
        ],
        ids=["empty", "cut", "cut short", "no zip", "headings", "no rows", "pdf", "bytes"],
    )
    def test_imports_nothing_from_a_file_that_cannot_be_read(self, filename, content):
        before = events()
        with pytest.raises(UnreadableSheet) as refusal:
            take(content, filename=filename)
        assert refusal.value.message.endswith("。")
        assert "\n" not in refusal.value.message
        assert entities() == []
        assert ImportRun.objects.of(ctx("read")).count() == 0
        assert events() == before

    def test_needs_a_reason_when_entered_later_than_done(self):
        with pytest.raises(StepRefused):
            services.import_entities(
                ctx=ctx("late"), filename="a.xlsx", content=xlsx([row(1)]), on=date(2025, 3, 1)
            )
        assert entities() == []


class TestBorder:
    def test_an_unscoped_read_raises(self):
        for model in (BusinessEntity, ImportRun):
            with pytest.raises(UnscopedRead):
                model.objects.filter(name="x")
