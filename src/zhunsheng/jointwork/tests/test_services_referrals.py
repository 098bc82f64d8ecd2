"""Acts on clues sent and received (安全生产法 69: handed over in time, with a record)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from zhunsheng.cases import services as cases
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.rules import ClueDraft as CaseClue
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import InspectionRequest
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import ReferralAnswer, ReferralStage
from zhunsheng.jointwork.models import Referral
from zhunsheng.jointwork.rules import DeliveryDraft
from zhunsheng.jointwork.rules.referrals import stage_of
from zhunsheng.jointwork.tests.builders import DAY, FIRE, JointWorld, refused, stranger
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.finding import Stale

pytestmark = pytest.mark.django_db

LATE = DAY + timedelta(days=31)


@pytest.fixture
def world(db: None) -> JointWorld:
    return JointWorld()


def stage(world: JointWorld, row: Referral, on: object = DAY) -> ReferralStage:
    found = queries.referral(world.viewer(), row.id)
    taken = bool(queries.taken_up(world.viewer(), [found]))
    return stage_of(queries.referral_facts(found, on=on, taken_up=taken))  # type: ignore[arg-type]  # a day


class TestReferral:
    def test_goes_from_a_finding_to_its_outcome(self, world: JointWorld) -> None:
        found = world.finding()
        row = world.sent(finding=found.id)
        (paper,) = documents.documents_of(world.viewer(), ("referral", row.id))
        assert paper.title == "线索移送函"
        assert "现场检查记录复印件" in paper.content
        assert stage(world, row) is ReferralStage.WAITING
        world.answered(row)
        assert stage(world, row) is ReferralStage.TAKEN
        services.record_outcome(
            ctx=world.act("yi", DAY), referral=row.id, text="已罚款。", version=4, on=DAY
        )
        assert stage(world, row) is ReferralStage.ENDED
        told = journal.timeline(world.viewer(), [("inspection", found.inspection_id)])
        assert any("移送示例区市场监督管理局" in one.sentence for one in told)

    def test_waits_thirty_days_for_the_answer_which_nobody_verified(
        self, world: JointWorld
    ) -> None:
        row = world.sent()
        (duty,) = queries.duties(world.viewer(), DAY)
        assert (duty.label, duty.due_on, duty.verified) == (
            "登记线索移送答复",
            DAY + timedelta(days=30),
            False,
        )
        urge: dict[str, Any] = {"referral": row.id, "text": "请予答复。", "version": None}
        codes = refused(lambda: services.urge_referral(ctx=world.act("yi", DAY), on=DAY, **urge))
        assert codes == ["referral.not_late"]
        assert stage(world, row, LATE) is ReferralStage.LATE
        services.urge_referral(ctx=world.act("yi", LATE), on=LATE, **urge)
        (duty,) = queries.duties(world.viewer(), LATE)
        assert duty.label == "催办移送线索"

    def test_lists_what_proves_it_and_is_no_crime(self, world: JointWorld) -> None:
        """行政处罚法 27: a suspected crime goes to the police from its case."""
        codes = refused(lambda: world.proposed(body=" ", facts="", material=(" ",), is_crime=True))
        assert codes == [
            "referral.body",
            "referral.facts",
            "referral.material",
            "referral.crime",
        ]

    def test_is_not_sent_to_the_bureau_itself(self, world: JointWorld) -> None:
        codes = refused(lambda: world.proposed(body="示例区999900应急管理局"))
        assert codes == ["referral.self"]

    def test_of_one_finding_goes_once_to_a_body_unless_it_was_turned_down(
        self, world: JointWorld
    ) -> None:
        found = world.finding()
        row = world.proposed(finding=found.id)
        assert refused(lambda: world.proposed(finding=found.id)) == ["referral.twice"]
        world.proposed(finding=found.id, body=FIRE)

        def refuse(text: str) -> Referral:
            ctx = world.act("deputy", DAY)
            return services.refuse_referral(
                ctx=ctx, referral=row.id, text=text, version=None, on=DAY
            )

        assert refused(lambda: refuse("")) == ["referral.text"]
        refuse("事实不清。")
        assert stage(world, row) is ReferralStage.REFUSED
        assert world.proposed(finding=found.id).attempt == 2

    def test_is_approved_by_a_head(self, world: JointWorld) -> None:
        row = world.proposed()
        codes = refused(
            lambda: services.approve_referral(
                ctx=world.act("yi", DAY), referral=row.id, version=None, on=DAY
            )
        )
        assert codes == ["step.referral_approval.wrong_role"]

    def test_is_delivered_with_a_receipt(self, world: JointWorld) -> None:
        row = world.proposed()
        services.approve_referral(
            ctx=world.act("deputy", DAY), referral=row.id, version=None, on=DAY
        )
        codes = refused(
            lambda: services.deliver_referral(
                ctx=world.act("yi", DAY),
                referral=row.id,
                draft=DeliveryDraft("", " "),
                version=None,
                on=DAY,
            )
        )
        assert codes == ["referral.recipient", "referral.receipt"]

    def test_that_came_back_has_no_outcome(self, world: JointWorld) -> None:
        row = world.answered(world.sent(), ReferralAnswer.NOT_TAKEN)
        assert stage(world, row) is ReferralStage.NOT_TAKEN
        codes = refused(
            lambda: services.record_outcome(
                ctx=world.act("yi", DAY), referral=row.id, text="已办。", version=None, on=DAY
            )
        )
        assert codes == ["referral.not_taken"]
        assert queries.duties(world.viewer(), DAY) == ()

    def test_of_a_case_leaves_the_case_as_it_is(self, world: JointWorld) -> None:
        case = world.clue(DAY)
        row = world.proposed(case=case.id)
        assert queries.referral(world.viewer(), row.id).case == case
        told = journal.timeline(world.viewer(), [("case", case.id)])
        assert "提出移送线索" in {one.label for one in told}

    def test_of_an_older_form_is_stale_and_of_another_bureau_unknown(
        self, world: JointWorld
    ) -> None:
        row = world.sent()
        with pytest.raises(Stale) as stale:
            services.urge_referral(
                ctx=world.act("yi", DAY), referral=row.id, text="请答复", version=2, on=DAY
            )
        assert [one.what for one in stale.value.later] == ["送达线索移送函"]
        other = stranger()
        with pytest.raises(Referral.DoesNotExist):
            other.answered(row)


class TestClue:
    def test_is_registered_once_of_a_body_and_number(self, world: JointWorld) -> None:
        world.received()
        assert refused(world.received) == ["referral.known"]
        world.received(number="", facts="另一件。")
        world.received(number="", facts="又一件。")
        assert refused(lambda: world.received(body="", facts="")) == [
            "referral.body",
            "referral.facts",
        ]

    def test_is_looked_into_within_fifteen_workdays_which_nobody_verified(
        self, world: JointWorld
    ) -> None:
        row = world.received()
        (duty,) = queries.duties(world.viewer(), DAY)
        end = world_end = queries.term_of(queries.referral(world.viewer(), row.id))
        assert end is not None
        assert world_end is not None
        assert (duty.label, duty.due_on, duty.verified) == ("核查移来线索", end.due_on, False)

    def test_is_sent_back_with_a_reason_where_it_is_not_ours(self, world: JointWorld) -> None:
        row = world.assessed(is_ours=False)

        def back(text: str) -> Referral:
            ctx = world.act("deputy", DAY)
            return services.return_clue(ctx=ctx, referral=row.id, text=text, version=None, on=DAY)

        codes = refused(
            lambda: services.accept_clue(
                ctx=world.act("deputy", DAY), referral=row.id, text="收", version=None, on=DAY
            )
        )
        assert codes == ["referral.not_ours"]
        assert refused(lambda: back(" ")) == ["referral.return"]
        back("属于市场监管部门。")
        assert stage(world, row) is ReferralStage.SENT_BACK
        (paper,) = documents.documents_of(world.viewer(), ("referral", row.id))
        assert "不予接收" in paper.content

    def test_is_reported_back_after_a_case_or_an_inspection_rests_on_it(
        self, world: JointWorld
    ) -> None:
        row = world.accepted()

        def report() -> Referral:
            ctx = world.act("yi", DAY)
            return services.report_back(
                ctx=ctx, referral=row.id, text="已立案。", version=None, on=DAY
            )

        assert refused(report) == ["referral.idle"]
        draft = CaseClue(
            entity=world.entity,
            violations=("safety.97-7",),
            facts="特种作业人员无证上岗。",
            source=SourceKind.TRANSFER,
            source_id=row.id,
        )
        case = cases.register_clue(ctx=world.act("yi", DAY), draft=draft, on=DAY)
        (brought,) = queries.brought_about(world.viewer(), queries.referral(world.viewer(), row.id))
        assert (brought.kind, brought.id) == ("case", case.id)
        assert stage(world, row) is ReferralStage.TAKEN_UP
        report()
        assert stage(world, row) is ReferralStage.ENDED
        assert len(documents.documents_of(world.viewer(), ("referral", row.id))) == 2

    def test_is_the_source_of_an_inspection(self, world: JointWorld) -> None:
        row = world.accepted()
        request = InspectionRequest(
            world.entity,
            (world.officers["yi"], world.officers["bing"]),
            BasisKind.REFERRAL,
            basis_id=row.id,
            item_codes=("JC-001",),
            source=row.number,
        )
        made = inspections.approve_inspections(
            ctx=world.act("deputy", DAY), requests=(request,), on=DAY
        )
        assert made is not None
        (brought,) = queries.brought_about(world.viewer(), queries.referral(world.viewer(), row.id))
        assert (brought.kind, brought.id) == ("inspection", made.id)

    def test_takes_no_step_of_a_referral(self, world: JointWorld) -> None:
        row = world.received()
        with pytest.raises(Referral.DoesNotExist):
            world.answered(row)
