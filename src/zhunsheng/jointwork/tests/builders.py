"""A bureau with two streets, and the steps of tasks, referrals and letters on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import FIRST, OTHER, World
from zhunsheng.documents.models import Document
from zhunsheng.draw.choices import ResultKind
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection, InspectionFinding
from zhunsheng.inspection.rules import FindingDraft, InspectionRequest, VisitRecord
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import (
    ParticipantKind,
    ReferralAnswer,
    ReferralGround,
    SupervisionKind,
)
from zhunsheng.jointwork.models import (
    JointLine,
    JointParticipant,
    JointTarget,
    JointTask,
    JointTaskAct,
    JointVisit,
    Referral,
    ReferralAct,
    SupervisionAct,
    SupervisionLetter,
)
from zhunsheng.jointwork.rules import (
    AnswerDraft,
    AssessmentDraft,
    ClueDraft,
    DeliveryDraft,
    LetterDraft,
    LineDraft,
    ParticipantDraft,
    ReferralDraft,
    ResponseDraft,
    TaskDraft,
    VisitsDraft,
)
from zhunsheng.journal.models import Event, Request
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.powers.choices import ListOrigin
from zhunsheng.powers.tests import builders as powers

DAY = date(2025, 9, 8)
LAST = date(2025, 9, 30)
DUE = date(2025, 9, 22)
MARKET = "示例区市场监督管理局"
FIRE = "示例区消防救援大队"
TABLES = (
    JointTask,
    JointParticipant,
    JointTarget,
    JointVisit,
    JointLine,
    JointTaskAct,
    Referral,
    ReferralAct,
    SupervisionLetter,
    SupervisionAct,
    Inspection,
    Document,
    Event,
    Request,
)


class JointWorld(World):
    """The bureau of the cases with a second street, where nobody of the first looks in."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        powers.list_inspections(FIRST, self.bureau, ListOrigin.LAWBOOK)
        ctx = self.act(self.founder, FIRST)
        self.far = accounts.add_unit(ctx=ctx, name="示例外街道", kind=UnitKind.STREET, on=FIRST)
        self.users["far"] = accounts.add_user(
            ctx=self.act(self.founder, FIRST),
            username=f"far{self.code}",
            name="示例卯",
            roles=frozenset({Role.STREET_OFFICER}),
            password="",
            unit=self.far.id,
            on=FIRST,
        )

    # --- joint tasks

    def task_draft(self, **changes: Any) -> TaskDraft:
        plain = TaskDraft(
            title="2025年秋季联合执法",
            ground=BasisKind.SUPERIOR,
            items="特种作业人员持证",
            item_codes=("JC-001",),
            first_on=DAY,
            last_on=LAST,
            participants=(
                ParticipantDraft(ParticipantKind.DEPARTMENT, MARKET, "特种设备使用登记"),
                ParticipantDraft(ParticipantKind.STREET, self.street.name, "", self.street.id),
            ),
            entities=(self.entity,),
            paper="示安委〔2025〕3号",
            paper_body="示例市安全生产委员会",
            paper_on=DAY,
        )
        return replace(plain, **changes)

    def drafted(self, on: date = DAY, **changes: Any) -> JointTask:
        draft = self.task_draft(**changes)
        return services.draft_task(ctx=self.act("head", on), draft=draft, on=on)

    def approved(self, on: date = DAY, **changes: Any) -> JointTask:
        row = self.drafted(on, **changes)
        ctx = self.act("deputy", on)
        return services.approve_task(ctx=ctx, task=row.id, version=None, on=on)

    def visits(self, row: JointTask, on: date = DAY, **changes: Any) -> JointTask:
        pair = (self.officers["yi"], self.officers["bing"])
        draft = replace(VisitsDraft((self.entity,), pair), **changes)
        return services.approve_visits(
            ctx=self.act("deputy", on), task=row.id, draft=draft, version=None, on=on
        )

    def visited(self, row: JointTask, on: date = DAY) -> UUID:
        """Record the bureau's own visit with one finding; return the inspection."""
        visit = queries.own_visits(self.viewer(), row)[self.entity]
        record(self, visit.inspection, on)
        return visit.inspection

    def line_draft(self, row: JointTask, name: str = MARKET, **changes: Any) -> LineDraft:
        whose = JointParticipant.objects.of(self.viewer()).get(task=row, name=name)
        plain = LineDraft(
            participant=whose.id,
            entity=self.entity,
            kind=ResultKind.CORRECTED,
            visited_on=DAY,
            text="一台储气罐未办理使用登记，已责令改正。",
            paper="联合检查反馈函（示市监函〔2025〕8号）",
        )
        return replace(plain, **changes)

    def line(
        self, row: JointTask, name: str = MARKET, *, by: str = "yi", on: date = DAY, **changes: Any
    ) -> JointTask:
        return services.enter_line(
            ctx=self.act(by, on),
            task=row.id,
            draft=self.line_draft(row, name, **changes),
            version=None,
            on=on,
        )

    # --- referrals

    def finding(self, on: date = DAY) -> InspectionFinding:
        request = InspectionRequest(
            self.entity,
            (self.officers["yi"], self.officers["bing"]),
            BasisKind.TIP,
            item_codes=("JC-001",),
            source=f"示举报〔2025〕{InspectionFinding.objects.of(self.viewer()).count() + 1}号",
        )
        row = inspections.approve_inspections(
            ctx=self.act("deputy", on), requests=(request,), on=on
        )
        assert row is not None
        record(self, row.id, on)
        found: InspectionFinding = InspectionFinding.objects.of(self.viewer()).get(inspection=row)
        return found

    def referral_draft(self, **changes: Any) -> ReferralDraft:
        plain = ReferralDraft(
            body=MARKET,
            ground=ReferralGround.OTHER_POWER,
            party_name="示例区晨安化工有限公司",
            facts="一台储气罐未办理使用登记。",
            material=("现场检查记录复印件", "照片三张"),
            entity=self.entity,
        )
        return replace(plain, **changes)

    def proposed(self, on: date = DAY, **changes: Any) -> Referral:
        draft = self.referral_draft(**changes)
        return services.draft_referral(ctx=self.act("yi", on), draft=draft, on=on)

    def sent(self, on: date = DAY, **changes: Any) -> Referral:
        row = self.proposed(on, **changes)
        services.approve_referral(ctx=self.act("deputy", on), referral=row.id, version=None, on=on)
        return services.deliver_referral(
            ctx=self.act("yi", on),
            referral=row.id,
            draft=DeliveryDraft("示例丑", "公文交换签收单第7号"),
            version=None,
            on=on,
        )

    def answered(
        self, row: Referral, answer: ReferralAnswer = ReferralAnswer.TAKEN, on: date = DAY
    ) -> Referral:
        draft = AnswerDraft(answer, "示市监函〔2025〕9号", "不属于本局职权")
        return services.record_answer(
            ctx=self.act("yi", on), referral=row.id, draft=draft, version=None, on=on
        )

    def clue_draft(self, **changes: Any) -> ClueDraft:
        plain = ClueDraft(
            body=MARKET,
            number="示市监移〔2025〕2号",
            party_name="示例区晨安化工有限公司",
            facts="特种作业人员无证上岗。",
            material=("照片两张",),
            entity=self.entity,
        )
        return replace(plain, **changes)

    def received(self, on: date = DAY, **changes: Any) -> Referral:
        draft = self.clue_draft(**changes)
        return services.register_clue(ctx=self.act("yi", on), draft=draft, on=on)

    def assessed(self, *, is_ours: bool = True, on: date = DAY, **changes: Any) -> Referral:
        row = self.received(on, **changes)
        return services.assess_clue(
            ctx=self.act("yi", on),
            referral=row.id,
            draft=AssessmentDraft(is_ours, "建议接收。"),
            version=None,
            on=on,
        )

    def accepted(self, on: date = DAY) -> Referral:
        row = self.assessed(on=on)
        return services.accept_clue(
            ctx=self.act("deputy", on), referral=row.id, text="依法检查。", version=None, on=on
        )

    # --- letters

    def letter_draft(self, **changes: Any) -> LetterDraft:
        plain = LetterDraft(
            kind=SupervisionKind.SUPERVISION_LETTER,
            recipient=self.street.name,
            subject="示例路商铺违规住人",
            asked="请组织排查并督促整改。",
            due_on=DUE,
            unit=self.street.id,
        )
        return replace(plain, **changes)

    def lettered(self, on: date = DAY, **changes: Any) -> SupervisionLetter:
        draft = self.letter_draft(**changes)
        return services.draft_letter(ctx=self.act("yi", on), draft=draft, on=on)

    def signed(self, on: date = DAY, **changes: Any) -> SupervisionLetter:
        row = self.lettered(on, **changes)
        return services.sign_letter(ctx=self.act("deputy", on), letter=row.id, version=None, on=on)

    def handed(self, on: date = DAY, by: str = "street_one", **changes: Any) -> SupervisionLetter:
        row = self.signed(on, **changes)
        return services.receive_letter(
            ctx=self.act(by, on), letter=row.id, recipient="示例子", version=None, on=on
        )

    def responded(
        self, row: SupervisionLetter, on: date = DAY, by: str = "street_one", **changes: Any
    ) -> SupervisionLetter:
        draft = replace(ResponseDraft("已排查，已清退三户。"), **changes)
        return services.answer_letter(
            ctx=self.act(by, on), letter=row.id, draft=draft, version=None, on=on
        )


def record(world: World, inspection: UUID, on: date) -> None:
    """Record a visit with one finding."""
    at = datetime(on.year, on.month, on.day, 10, 0, tzinfo=SHANGHAI)
    visit = VisitRecord(
        started_at=at,
        ended_at=at + timedelta(hours=1),
        place="储罐区",
        situation="检查了储罐区。",
        site_head="示例甲",
        recording="执法记录仪1台",
        findings=(FindingDraft("一台储气罐未办理使用登记。", "储罐区"),),
    )
    inspections.record_visit(
        ctx=replace(world.act("yi", on), at=visit.ended_at),
        inspection=inspection,
        visit=visit,
        version=None,
        on=on,
    )


def opened_case(world: World, on: date = DAY) -> PenaltyCase:
    return world.clue(on)


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded nothing."""
    before = everything()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert everything() == before
    return [finding.code.rpartition("jointwork.")[2] for finding in refusal.value.findings]


def everything() -> list[object]:
    """Return all rows of the room and of what its acts write elsewhere."""
    return [list(table._base_manager.order_by("pk").values()) for table in TABLES]


def stranger() -> JointWorld:
    return JointWorld(OTHER, "999901")


def browser(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.users[key], backend="django.contrib.auth.backends.ModelBackend")
    return client
