"""What the stories of all penalty cases share: days, people, and the steps from the proposal on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CorrectionResult, Vote
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.stories import fines, payments
from zhunsheng.demo.stories.inspections import CASE_VIOLATIONS, FOUND, SITE_HEAD, Visit
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Act, Actor
from zhunsheng.kernel.days import DayUnit
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind

AGREED = "事实清楚，证据充分，适用依据正确，程序合法，裁量适当，同意拟处理意见"
AWAITED = "鉴定意见或者保存物品的处理尚在进行，违法事实另有证据证明，不影响定性"
MINOR = "事实清楚，证据充分，程序合法；违法行为轻微并及时改正，没有危害后果，建议不予行政处罚"
WHY = "涉及一个岗位的记录和人员，没有造成事故；当事人配合调查，在责令改正的期限内改正。"
DIFFERS = "整改态度较好，建议在幅度内再从低确定数额"
RESOLVED = "整改情况已经在裁量中考虑，主要负责人综合各方意见后作出结论，不同意见记录在案"
NO_CASE = UUID(int=0)
PUBLISHED_AT = "示例区人民政府门户网站行政执法公示专栏"


@dataclass(slots=True)
class File:
    """The file of one party of a case that follows from a visit."""

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
    def receipt(self) -> str:
        return f"SL{self.number:010d}"

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
        on = self.visit.day
        return f"{on.year}年{on.month}月{on.day}日检查时，当事人的{FOUND[self.violation]}。"

    def day(self, workdays: int) -> date:
        """Return the day that many working days after the visit."""
        return self.world.year.calendar.add(
            start=self.visit.day, length=workdays, unit=DayUnit.WORKING
        )

    def at(self, workdays: int, hour: int = 10) -> datetime:
        at = instant(self.day(workdays), hour, self.number % 55)
        return at if workdays else at + self.visit.delay

    def by(self, who: Actor, at: datetime) -> Act:
        return self.world.year.act(who, at)

    def head(self) -> Actor:
        return self.world.who("fujuzhang")

    def reviewer(self) -> Actor:
        return self.world.who("fazhi1" if self.number % 2 else "fazhi2")

    def entity(self) -> UUID:
        return inspections.inspection(self.world.viewer, self.inspection).entity_id

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
        file = queries.file_of(self.world.viewer, self.case, on=self.day(day + 2))
        papers = documents.documents_of(self.world.viewer, ("case", self.case))
        services.conclude_legal_review(
            ctx=self.by(self.reviewer(), self.at(day + 2)),
            case=self.case,
            draft=review_rules.OpinionDraft(
                answers=review_rules.agreed_to_all(
                    AWAITED if file.pending.awaited or file.pending.kept else "",
                    anchors=queries.resting_on(file, papers),
                ),
                outcome=Outcome.AGREED,
                opinion=AGREED if self.fine else MINOR,
                qualification="法律职业资格证书（示例0001号）",
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
            receiver=SITE_HEAD,
            relation=ReceivedBy.RECEIVING,
            place="当事人住所",
            time="10:00",
            second=self.handlers[1],
        )

    def _discussed(self, day: int) -> Story:
        """Let the deputy differ in every second discussion: its view stays in the minutes."""
        yield self.at(day)
        chief, deputy = self.world.who("juzhang"), self.head()
        differs = bool(self.number % 2)
        services.discuss(
            ctx=self.by(self.world.who("anshen"), self.at(day)),
            case=self.case,
            draft=rules.DiscussionDraft(
                views=(
                    rules.MemberView(deputy.id, Vote.OTHER, DIFFERS)
                    if differs
                    else rules.MemberView(deputy.id, text="违法事实清楚，同意承办人的意见"),
                    rules.MemberView(chief.id, text="裁量适当，同意按照拟定意见处罚"),
                ),
                fine_fen=self.fine,
                on_dissent=RESOLVED if differs else "",
                reporters=tuple(officer.actor.name for officer in self.visit.officers or ()),
                reviewer=self.reviewer().id,
                place="本局会议室",
                time=f"{self.at(day):%H:%M}",
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
        yield from payments.coded(self.world, self.case, self.fine, self.at(day, 15))
        yield from self._delivered(day + 2)
        yield from self._published(decision.id, day + (9 if self.number % 17 == 0 else 5))
        yield from self._paid(day + 9, told=day + 2)
        yield from self._closed(day + 20)

    def _closed(self, day: int) -> Story:
        yield self.at(day, 15)
        services.close_case(
            ctx=self.by(self.head(), self.at(day, 15)),
            case=self.case,
            draft=rules.ClosingDraft(
                correction="经现场核实，违法行为已改正",
                result=CorrectionResult.CORRECTED,
                checked_on=self.day(day),
                checked_by=self.lead.name,
            ),
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

    def _paid(self, day: int, *, told: int) -> Story:
        """Pay on a day, or on the last one before the term of fifteen days (67) is over."""
        due = self.day(told) + timedelta(days=15)
        day = next(n for n in range(day, told - 1, -1) if self.day(n) <= due)
        yield self.at(day, 14)
        services.record_payment(
            ctx=self.by(self.world.who("caiwu"), self.at(day, 14)),
            case=self.case,
            draft=rules.PaymentDraft(amount_fen=self.fine, receipt=self.receipt),
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
