"""Grounds that are no way round the approval beforehand or the cap (国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from zhunsheng.documents.models import Document
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind, HazardGrade, OnSiteMeasureKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import FindingDraft, MeasureDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.django_db
NUMBER = "示办〔2025〕7号"


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def start(world: World, urgency: str, reason: str = "储罐泄漏", **changes: Any) -> Inspection:
    request = builders.request(world, **changes)
    return services.start_urgent(
        ctx=world.act(f"u{urgency}{reason}", VISITED),
        request=request,
        urgency=urgency,
        reason=reason,
        on=VISITED,
    )


class TestUrgency:
    """国办发〔2024〕54号: 因情况紧急需要当场实施的 alone is approved afterwards."""

    @pytest.mark.parametrize("urgency", ["", "时间紧"])
    def test_is_a_listed_situation_and_no_lack_of_time(self, world: World, urgency: str):
        codes = refused(lambda: start(world, urgency, "储罐泄漏，年底任务较多，时间紧急"))
        assert codes == ["inspection.urgency.unlisted"]
        assert not Inspection.objects.of(world.viewer()).exists()

    def test_of_an_order_to_go_at_once_rests_on_its_paper(self, world: World):
        said = "文件要求接到后立即检查"
        codes = refused(lambda: start(world, "order", said, basis_kind=BasisKind.TIP))
        assert codes == ["inspection.urgency.no_order"]
        unnamed = {"basis_kind": BasisKind.SUPERIOR, "source": ""}
        codes = refused(lambda: start(world, "order", said, **unnamed))
        assert codes == ["inspection.source.unnamed"]
        assert start(world, "order", said, basis_kind=BasisKind.SUPERIOR).urgent_on == VISITED

    def test_is_told_with_its_situation_and_an_old_one_as_it_was(self, world: World):
        row = start(world, "danger")
        assert queries.urgency_of(row) == (
            "现场有随时可能发生事故的危险（泄漏、冒烟、坍塌征兆等）：储罐泄漏"
        )
        row.urgency = ""
        assert queries.urgency_of(row) == "储罐泄漏"

    def test_is_never_a_resumption(self, world: World):
        codes = refused(lambda: start(world, "danger", basis_kind=BasisKind.RESUMPTION))
        assert codes == ["inspection.urgency.planned"]


class TestNumber:
    """国办发〔2024〕54号: 防止以其他名义变相检查: one paper is one task at one entity."""

    @pytest.mark.parametrize("kind", [BasisKind.SUPERIOR, BasisKind.RESUMPTION])
    def test_is_used_once_at_an_entity(self, world: World, kind: BasisKind):
        builders.approved(world, "a", basis_kind=kind, source=NUMBER)
        again = "示办[2025] 7号"
        said = {"basis_kind": kind, "source": again, "repeat_reason": "再看一次"}
        codes = refused(lambda: builders.approved(world, "b", **said))
        assert codes == ["inspection.source.used"]
        assert builders.approved(world, "c", entity=1, **said).source == again

    def test_of_the_same_year_and_serial_asks_why_it_is_another_paper(self, world: World):
        """One paper is not two by a word before its year, as one authority counts each year."""
        said: dict[str, Any] = {"basis_kind": BasisKind.SUPERIOR}
        builders.approved(world, "a", source="应急〔2025〕3号", **said)
        prefixed = {**said, "source": "市应急〔2025〕3号"}
        assert refused(lambda: builders.approved(world, "b", **prefixed)) == [
            "inspection.source.alike"
        ]
        why = "安委办另发的专项部署，与前一份不是同一文件"
        assert builders.approved(world, "c", **prefixed, repeat_reason=why).repeat_reason == why
        of_province = {**said, "source": "省应急〔2025〕3号", "source_body": "示例省应急管理厅"}
        assert builders.approved(world, "d", **of_province).source_body == "示例省应急管理厅"

    def test_is_used_once_in_one_act(self, world: World):
        asked = builders.request(world, basis_kind=BasisKind.SUPERIOR, source=NUMBER)
        ctx = world.act("two", APPROVED, world.chief)
        codes = refused(
            lambda: services.approve_inspections(ctx=ctx, requests=(asked, asked), on=APPROVED)
        )
        assert set(codes) == {"inspection.source.used"}

    @pytest.mark.parametrize("kind", [BasisKind.TIP, BasisKind.REFERRAL])
    def test_of_a_tip_is_looked_at_again_with_the_reason(self, world: World, kind: BasisKind):
        said: dict[str, Any] = {"basis_kind": kind, "source": NUMBER}
        record(world, builders.approved(world, "a", **said))
        codes = refused(lambda: builders.approved(world, "b", **said))
        assert codes == ["inspection.source.used"]
        assert builders.approved(world, "c", **said, repeat_reason="举报人补充了新的地点").source

    def test_of_what_was_withdrawn_is_free(self, world: World):
        said: dict[str, Any] = {"basis_kind": BasisKind.SUPERIOR, "source": NUMBER}
        row = builders.approved(world, "a", **said)
        services.withdraw_approval(
            ctx=world.act("w", APPROVED, world.chief),
            inspection=row.id,
            reason="另有安排",
            version=None,
            on=APPROVED,
        )
        assert builders.approved(world, "b", **said).approved_on == APPROVED


OWN = "本机关及其内设机构、街道（镇）或者同级部门"


class TestDeployment:
    """国办发〔2024〕54号: an order from above is a paper: of an authority, with number and day."""

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"source_body": ""}, "没有写明部署机关"),
            ({"source_body": "省厅"}, "没有写明部署机关"),
            *(
                ({"source_body": one}, f"写明的部署机关“{one}”是{OWN}，不是上级机关")
                for one in ("示例区应急管理局", "示例区应急局", "示例街道办事处", "示例区公安局")
            ),
            ({"source_on": None}, "没有写明部署文件的日期"),
            ({"source_body": "", "source_on": None}, "没有写明部署机关、部署文件的日期"),
            (
                {"source_on": APPROVED + timedelta(days=1)},
                "部署文件的日期2025-09-06晚于办理的日期2025-09-05",
            ),
        ],
    )
    def test_without_its_paper_is_refused_and_nothing_is_written(
        self, world: World, changes: dict[str, Any], said: str
    ):
        asked = {"basis_kind": BasisKind.SUPERIOR, "source": NUMBER, **changes}
        codes = refused(lambda: builders.approved(world, **asked))
        assert codes == ["inspection.source.deployment"]
        with pytest.raises(StepRefused) as refusal:
            builders.approved(world, **asked)
        (found,) = refusal.value.findings
        assert found.message == f"任务来源是“上级部署的专项检查”，{said}"
        if not changes.get("source_on"):
            codes = refused(lambda: start(world, "order", **asked))
            assert codes == ["inspection.source.deployment"]

    def test_stands_in_the_record_and_on_the_papers(self, world: World):
        row = builders.approved(world, basis_kind=BasisKind.SUPERIOR, source=NUMBER)
        assert (row.source_body, row.source_on) == ("示例市应急管理局", builders.FOUNDED)
        papers = Document.objects.of(world.viewer()).filter(subject_id=row.id)
        told = f"上级部署的专项检查（示例市应急管理局、{NUMBER}、2025年1月2日）"
        assert {one.contents["source"] for one in papers} == {told}

    @pytest.mark.parametrize("body", ["示例区人民政府", "示例区安全生产委员会办公室"])
    def test_may_be_of_the_government_of_the_own_district(self, world: World, body: str):
        said: dict[str, Any] = {"source": NUMBER, "source_body": body}
        row = builders.approved(world, basis_kind=BasisKind.SUPERIOR, **said)
        assert row.source_body == body

    def test_is_kept_for_no_other_ground(self, world: World):
        said: dict[str, Any] = {"source": NUMBER, **builders.DEPLOYED}
        row = builders.approved(world, basis_kind=BasisKind.TIP, **said)
        assert (row.source_body, row.source_on) == ("", None)


class TestResumption:
    """国办发〔2024〕54号: what never stopped does not resume."""

    def resuming(self, world: World, key: str, source: str = "", **changes: Any) -> Inspection:
        return builders.approved(
            world, key, basis_kind=BasisKind.RESUMPTION, source=source, **changes
        )

    def test_needs_a_stop_on_record_or_the_report_of_the_unit(self, world: World):
        codes = refused(lambda: self.resuming(world, "a"))
        assert codes == ["inspection.resumption.no_stop"]
        assert self.resuming(world, "b", "收文〔2025〕31号").approved_on == APPROVED

    def test_is_looked_at_once_after_a_stop(self, world: World):
        major = FindingDraft(
            "卸油口密封失效。", "卸油口", grade=HazardGrade.MAJOR, standard="示例标准第二条"
        )
        row = builders.visited(world, findings=(major,))
        services.decide_measure(
            ctx=world.act("m", VISITED),
            inspection=row.id,
            draft=MeasureDraft(
                (OnSiteMeasureKind.STOP_USE,), "卸油口", (1,), "密封失效，排除前不能保证安全。"
            ),
            version=None,
            on=VISITED,
        )
        later = VISITED + timedelta(days=3)

        def resume(key: str) -> Inspection | None:
            asked = builders.request(world, basis_kind=BasisKind.RESUMPTION, source="")
            return services.approve_inspections(
                ctx=world.act(key, later, world.chief), requests=(asked,), on=later
            )

        assert resume("a") is not None
        assert refused(lambda: resume("b")) == ["inspection.resumption.no_stop"]
