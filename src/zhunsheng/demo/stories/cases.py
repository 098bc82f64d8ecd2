"""Penalty cases of a year: on the spot, in the ordinary procedure, heard, and not punished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround, SourceKind
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.stories import fines
from zhunsheng.demo.stories.inspections import CASE_VIOLATIONS, SITE_HEAD, Visit
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Act, Actor
from zhunsheng.kernel.days import DayUnit
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind

AGREED = "事实清楚，证据充分，适用依据正确，程序合法，裁量适当，同意拟处理意见"
MINOR = "事实清楚，证据充分，程序合法；违法行为轻微并及时改正，没有危害后果，建议不予行政处罚"
WHY = "当事人配合调查，检查后按期改正。"
NO_CASE = UUID(int=0)
PUBLISHED_AT = "示例区人民政府门户网站行政执法公示专栏"


def story(world: World, visit: Visit, inspection_id: UUID) -> Story:
    """Return the story of the case that follows from a visit."""
    if visit.case is None or visit.officers is None:
        raise ValueError(f"visit {visit.number} leads to no case")
    told = _Case(world, visit, inspection_id)
    return told.summary() if visit.case.kind == "SUMMARY" else told.ordinary()


@dataclass(slots=True)
class _Case:
    world: World
    visit: Visit
    inspection: UUID
    case: UUID = NO_CASE

    @property
    def number(self) -> int:
        return self.visit.number

    @property
    def fine(self) -> int:
        assert self.visit.case is not None
        return self.visit.case.fine

    @property
    def lead(self) -> Actor:
        assert self.visit.officers is not None
        return self.visit.officers[0].actor

    @property
    def handlers(self) -> tuple[UUID, ...]:
        assert self.visit.officers is not None
        return tuple(officer.id for officer in self.visit.officers)

    @property
    def violation(self) -> str:
        return CASE_VIOLATIONS[self.number % len(CASE_VIOLATIONS)]

    @property
    def facts(self) -> str:
        conduct = lawbook.violation(self.violation, on=self.visit.day).conduct
        return f"{self.visit.day.year}年{self.visit.day.month}月{self.visit.day.day}日，{conduct}。"

    def day(self, workdays: int) -> date:
        """Return the day that many working days after the visit."""
        return self.world.year.calendar.add(
            start=self.visit.day, length=workdays, unit=DayUnit.WORKING
        )

    def at(self, workdays: int, hour: int = 10) -> datetime:
        return instant(self.day(workdays), hour, self.number % 55)

    def by(self, who: Actor, at: datetime) -> Act:
        return self.world.year.act(who, at)

    def head(self) -> Actor:
        return self.world.who("fujuzhang")

    def reviewer(self) -> Actor:
        return self.world.who("fazhi1" if self.number % 2 else "fazhi2")

    def summary(self) -> Story:
        """Decide on the spot on the day of the visit, collect, report back, publish."""
        at = instant(self.visit.day, 11, 35 + self.number % 20)
        yield at
        draft = rules.SummaryDraft(
            entity=self._entity(),
            fine=fines.stated(self.violation, self.fine, None),
            facts=self.facts,
            officers=self.handlers,
            place="检查现场",
            time=f"{at:%H:%M}",
            evidence="现场检查记录",
            statement="当事人对违法事实无异议，未提出陈述申辩意见",
            unit=self.visit.street,
            source=SourceKind.INSPECTION,
            source_id=self.inspection,
            violation_ended_on=self.visit.day,
        )
        made = services.decide_on_the_spot(
            ctx=self.by(self.lead, at), draft=draft, on=self.visit.day
        )
        self.case = made.id
        yield self.at(1)
        services.report_back(ctx=self.by(self.lead, self.at(1)), case=self.case, on=self.day(1))
        yield from self._published(made.decision.id, 4)
        yield from self._paid(6)
        yield from self._closed(8)

    def ordinary(self) -> Story:
        """Walk the ordinary procedure from the clue to the closing."""
        yield from self._opened()
        yield from self._investigated()
        if self.visit.case is not None and self.visit.case.kind == "NO_PENALTY":
            yield from self._not_punished()
            return
        yield from self._reviewed(12)
        yield from self._notified()
        if self.visit.case is not None and self.visit.case.hearing:
            yield from self._heard()
            yield from self._reviewed(34)
            yield from self._discussed(37)
            yield from self._decided(39)
        else:
            yield from self._stated()
            yield from self._decided(26)

    def _entity(self) -> UUID:
        return inspections.inspection(self.world.viewer, self.inspection).entity_id

    def _opened(self) -> Story:
        yield self.at(1)
        draft = rules.ClueDraft(
            entity=self._entity(),
            violations=(self.violation,),
            facts=self.facts,
            source=SourceKind.INSPECTION,
            source_id=self.inspection,
            violation_ended_on=self.visit.day,
        )
        ctx = self.by(self.lead, self.at(1))
        self.case = services.register_clue(ctx=ctx, draft=draft, on=self.day(1)).id
        yield self.at(2)
        opening = rules.OpeningDraft(
            handlers=self.handlers,
            handler_opinion="违法行为有初步证据，属本局管辖，建议立案",
            reviewer=self.world.who("duizhang").name,
            review_opinion="同意立案",
            approval_opinion="同意立案",
        )
        ctx = self.by(self.head(), self.at(2))
        services.open_case(ctx=ctx, case=self.case, draft=opening, on=self.day(2))

    def _investigated(self) -> Story:
        yield self.at(10)
        evidence = tuple(
            rules.EvidenceDraft(
                name=name,
                kind=kind.value,
                obtained_on=self.visit.day,
                proves="违法事实",
                sha256=f"{self.number:064x}",
            )
            for name, kind in EVIDENCE
        )
        report = rules.InvestigationDraft(
            facts=self.facts,
            process="依法进行了现场检查，询问了有关人员，收集了书证和视听资料",
            correction="已在限期内改正",
            corrected=True,
            evidence=evidence,
        )
        ctx = self.by(self.lead, self.at(10))
        services.investigate(ctx=ctx, case=self.case, draft=report, on=self.day(10))

    def _proposed(self) -> Story:
        yield self.at(11)
        proof = queries.file_of(self.world.viewer, self.case, on=self.day(11)).evidence[0].id
        fine = fines.stated(self.violation, self.fine, proof)
        draft = rules.ProposalDraft((fine,), discretion=WHY)
        ctx = self.by(self.lead, self.at(11))
        services.propose(ctx=ctx, case=self.case, draft=draft, on=self.day(11))

    def _reviewed(self, day: int) -> Story:
        if day == 12:
            yield from self._proposed()
        yield self.at(day)
        services.request_legal_review(
            ctx=self.by(self.lead, self.at(day)), case=self.case, on=self.day(day)
        )
        yield self.at(day + 2)
        services.conclude_legal_review(
            ctx=self.by(self.reviewer(), self.at(day + 2)),
            case=self.case,
            draft=review_rules.OpinionDraft(
                answers=review_rules.agreed_to_all(),
                outcome=Outcome.AGREED,
                opinion=AGREED if self.fine else MINOR,
                qualification="法律职业资格",
            ),
            on=self.day(day + 2),
        )

    def _notified(self) -> Story:
        yield self.at(15)
        services.notify(ctx=self.by(self.lead, self.at(15)), case=self.case, on=self.day(15))
        yield self.at(16)
        services.deliver_notice(
            ctx=self.by(self.lead, self.at(16)),
            case=self.case,
            draft=self._delivery(),
            on=self.day(16),
        )

    def _delivery(self) -> rules.DeliveryDraft:
        return rules.DeliveryDraft(
            receiver=SITE_HEAD, relation="安全管理人员", place="当事人住所", time="10:00"
        )

    def _stated(self) -> Story:
        """Let a third waive, a third state their view, a third let the term run out."""
        turn = self.number % 3
        if turn == 0:
            yield self.at(17)
            services.waive_representation(
                ctx=self.by(self.lead, self.at(17)),
                case=self.case,
                draft=rules.StatementDraft(by=SITE_HEAD, text="对拟处罚内容无异议，放弃陈述申辩"),
                on=self.day(17),
            )
        if turn == 1:
            yield self.at(18)
            services.record_representation(
                ctx=self.by(self.lead, self.at(18)),
                case=self.case,
                draft=rules.StatementDraft(by=SITE_HEAD, text="已经整改，请求从轻处罚"),
                on=self.day(18),
            )
            yield self.at(20)
            services.answer_representation(
                ctx=self.by(self.lead, self.at(20)),
                case=self.case,
                draft=rules.AnswerDraft(accepted=True, text="整改属实，拟处罚已考虑整改情况。"),
                on=self.day(20),
            )
            # A statement changes the file, so it is reviewed again before the decision.
            yield from self._reviewed(21)

    def _heard(self) -> Story:
        yield self.at(18)
        services.request_hearing(
            ctx=self.by(self.lead, self.at(18)),
            case=self.case,
            draft=rules.StatementDraft(by=SITE_HEAD, text="对拟处罚数额有异议，申请听证"),
            on=self.day(18),
        )
        chair = self.world.who("fazhi2")
        if chair.id == self.reviewer().id:
            chair = self.world.who("fazhi1")
        yield self.at(20)
        services.notify_hearing(
            ctx=self.by(self.world.who("anshen"), self.at(20)),
            case=self.case,
            draft=rules.HearingNoticeDraft(
                hearing_on=self.day(30),
                chair=chair.id,
                place="本局听证室",
                recorder=self.world.who("anshen").name,
            ),
            on=self.day(20),
        )
        yield self.at(30)
        services.hold_hearing(
            ctx=self.by(chair, self.at(30)),
            case=self.case,
            draft=rules.HearingDraft(
                identities_checked=True, rights_told=True,
                statements=((SITE_HEAD, "已经投入整改，请求减少罚款"),
                            (self.lead.name, "违法事实清楚，拟处罚在法定幅度内")),
                cross_examination="当事人对证据的真实性无异议",
                final_statement="请求从轻",
            ),
            on=self.day(30),
        )  # fmt: skip
        yield self.at(32)
        services.report_hearing(
            ctx=self.by(chair, self.at(32)),
            case=self.case,
            draft=rules.HearingReportDraft(
                investigators_view="违法事实清楚，证据充分",
                party_view="承认事实，请求从轻",
                findings="事实和证据经质证属实",
                opinion="建议维持拟处罚意见",
                approver=self.head().name,
            ),
            on=self.day(32),
        )

    def _discussed(self, day: int) -> Story:
        yield self.at(day)
        chief, deputy = self.world.who("juzhang"), self.head()
        services.discuss(
            ctx=self.by(self.world.who("anshen"), self.at(day)),
            case=self.case,
            draft=rules.DiscussionDraft(
                members=(deputy.id, chief.id),
                fine_fen=self.fine,
                conclusion="一致同意拟处罚意见",
                views=((deputy.name, "同意"), (chief.name, "同意")),
                attendees="承办人、法制审核人员列席",
                place="本局会议室",
                time="15:00",
            ),
            on=self.day(day),
        )

    def _decided(self, day: int) -> Story:
        yield self.at(day)
        decision = services.decide(
            ctx=self.by(self.world.who("juzhang"), self.at(day)),
            case=self.case,
            draft=rules.DecisionDraft(fine_fen=self.fine),
            on=self.day(day),
        )
        yield from self._delivered(day + 2)
        yield from self._published(decision.id, day + (9 if self.number % 17 == 0 else 5))
        yield from self._paid(day + 9)
        yield from self._closed(day + 20)

    def _closed(self, day: int, publication_text: str = "决定已公示") -> Story:
        yield self.at(day, 15)
        services.close_case(
            ctx=self.by(self.head(), self.at(day, 15)),
            case=self.case,
            draft=rules.ClosingDraft(correction="违法行为已改正", publication=publication_text),
            on=self.day(day),
        )

    def _delivered(self, day: int) -> Story:
        yield self.at(day)
        services.deliver_decision(
            ctx=self.by(self.lead, self.at(day)),
            case=self.case,
            draft=self._delivery(),
            on=self.day(day),
        )

    def _paid(self, day: int) -> Story:
        yield self.at(day, 14)
        services.record_payment(
            ctx=self.by(self.world.who("caiwu"), self.at(day, 14)),
            case=self.case,
            draft=rules.PaymentDraft(amount_fen=self.fine, receipt=f"SL{self.number:010d}"),
            on=self.day(day),
        )

    def _published(self, subject: UUID, day: int) -> Story:
        yield self.at(day, 16)
        publication.publish(
            ctx=self.by(self.world.who("anshen"), self.at(day, 16)),
            kind=PublicationKind.DECISION,
            subject=subject,
            on=self.day(day),
            place=PUBLISHED_AT,
        )

    def _not_punished(self) -> Story:
        yield from self._reviewed(12)
        yield self.at(16)
        services.decide_no_penalty(
            ctx=self.by(self.world.who("juzhang"), self.at(16)),
            case=self.case,
            draft=rules.NoPenaltyDraft(
                ground=NoPenaltyGround.MINOR,
                reason="违法行为轻微，检查后当日改正，未造成危害后果",
                education="已对主要负责人进行安全生产法律教育",
            ),
            on=self.day(16),
        )
        yield from self._delivered(18)
        yield from self._closed(20, "不予处罚决定不公示")


EVIDENCE = (
    ("现场检查记录", EvidenceKind.SCENE_RECORD),
    ("现场照片", EvidenceKind.DOCUMENTARY),
    ("执法记录仪视频", EvidenceKind.AUDIOVISUAL),
    ("询问笔录", EvidenceKind.PARTY_STATEMENT),
)
