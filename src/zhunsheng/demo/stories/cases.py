"""Penalty cases of a year: on the spot, in the ordinary procedure, heard, and not punished."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import NoPenaltyGround, SourceKind
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.stories import fines, inquiries, parties, payments, scans
from zhunsheng.demo.stories.files import File
from zhunsheng.demo.stories.inspections import SITE_HEAD, Visit
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.registry import queries as registry


def story(world: World, visit: Visit, inspection_id: UUID) -> Story:
    """Return the story of the case that follows from a visit."""
    if visit.case is None or visit.officers is None:
        raise ValueError(f"visit {visit.number} leads to no case")
    told = _Case(world, visit, inspection_id)
    return told.summary() if visit.case.kind == "SUMMARY" else told.ordinary()


@dataclass(slots=True)
class _Case(File):
    second: parties.Head | None = None

    def summary(self) -> Story:
        """Decide on the spot on the day of the visit, collect, report back, publish."""
        at = instant(self.visit.day, 11, 35 + self.number % 20) + self.visit.delay
        yield at
        draft = rules.SummaryDraft(
            entity=self.entity(),
            fine=fines.stated(self.violation, self.fine, None),
            facts=self.facts,
            officers=self.handlers,
            place="检查现场",
            time=f"{at:%H:%M}",
            evidence="现场检查记录",
            statement="当事人对违法事实无异议，未提出陈述申辩意见",
            certificates_shown=True,
            rights_told=True,
            discretion="违法行为涉及现场一处，没有造成危害后果，当事人配合检查",
            unit=self.visit.street,
            source=SourceKind.INSPECTION,
            source_id=self.inspection,
            violation_ended_on=self.visit.day,
        )
        on = self.visit.day
        made = services.decide_on_the_spot(ctx=self.by(self.lead, at), draft=draft, on=on)
        self.case = made.id
        yield from payments.coded(self.world, self.case, self.fine, self.at(0, 15))
        yield self.at(1)
        services.report_back(ctx=self.by(self.lead, self.at(1)), case=self.case, on=self.day(1))
        yield from self._published(made.decision.id, 4)
        yield from self._paid(6, told=0)
        yield from self._closed(8)

    def ordinary(self) -> Story:
        """Walk the ordinary procedure from the clue to the closing."""
        yield from self._opened()
        yield from inquiries.story(self.world, self.visit, self.case, self.at)
        yield from self._joined()
        yield from self._investigated()
        if self.second:
            self.world.year.begin(self.second.punished())
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

    def _opened(self) -> Story:
        yield self.at(1)
        draft = rules.ClueDraft(
            entity=self.entity(),
            violations=(self.violation,),
            facts=self.facts,
            source=SourceKind.INSPECTION,
            source_id=self.inspection,
            violation_ended_on=self.visit.day,
        )
        ctx = self.by(self.lead, self.at(1))
        self.case = services.register_clue(ctx=ctx, draft=draft, on=self.day(1)).id
        if parties.is_punished_too(self) and not parties.is_found_later(self):
            yield self.at(1, 11)
            self.second = parties.join(self, 1)
        yield self.at(2)
        opening = rules.OpeningDraft(
            handlers=self.handlers,
            approval_opinion="同意立案",
        )
        ctx = self.by(self.head(), self.at(2))
        services.open_case(ctx=ctx, case=self.case, draft=opening, on=self.day(2))

    def _joined(self) -> Story:
        """Add the head where the inquiry shows only later that it answers too."""
        if parties.is_punished_too(self) and parties.is_found_later(self):
            yield self.at(5, 11)
            self.second = parties.join(self, 5)
            yield self.at(6, 11)
            ctx = self.by(self.head(), self.at(6, 11))
            draft = rules.OpeningDraft(())
            services.open_case(ctx=ctx, case=self.second.case, draft=draft, on=self.day(6))

    def _investigated(self) -> Story:
        yield self.at(10)
        evidence = tuple(
            rules.EvidenceDraft(
                name=name,
                kind=kind.value,
                obtained_on=self.visit.day,
                proves="违法事实",
                sha256=f"{self.number:060x}{place:04x}",
            )
            for place, (name, kind) in enumerate(EVIDENCE)
            if kind is not EvidenceKind.PARTY_STATEMENT
            or not inquiries.is_asked(self.world, self.visit)
        )
        report = rules.InvestigationDraft(
            facts=self.facts,
            process="依法进行了现场检查，询问了有关人员，收集了书证和视听资料",
            correction="已在责令改正的期限内改正",
            corrected=True,
            evidence=evidence,
        )
        ctx = self.by(self.lead, self.at(10))
        services.investigate(ctx=ctx, case=self.case, draft=report, on=self.day(10))

    def _stated(self) -> Story:
        """Let a third waive, a third state their view, a third let the term run out."""
        turn = self.number % 3
        if turn == 0:
            yield self.at(17)
            services.waive_representation(
                ctx=self.by(self.lead, self.at(17)),
                case=self.case,
                draft=rules.RightsWaiverDraft(
                    by=registry.entity(self.world.viewer, self.entity()).legal_representative,
                    text="对拟处罚内容无异议，放弃陈述申辩",
                ),
                scan=scans.waiver(self.case),
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
                draft=rules.AnswerDraft(
                    accepted=True,
                    text="整改情况属实，予以采纳。",
                    unchanged="拟处罚数额已经按照整改情况确定，不再改变。",
                ),
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
        yield self.at(21)
        services.deliver_hearing_notice(
            ctx=self.by(self.lead, self.at(21)),
            case=self.case,
            draft=self._delivery(),
            on=self.day(21),
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
                answer="已经投入整改属实，拟处罚的数额已经考虑，不再减少",
                opinion="建议维持拟处罚意见",
            ),
            on=self.day(32),
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
        yield from self._closed(20)


EVIDENCE = (
    ("现场照片", EvidenceKind.AUDIOVISUAL),
    ("执法记录仪视频", EvidenceKind.AUDIOVISUAL),
    ("询问笔录", EvidenceKind.PARTY_STATEMENT),
)
