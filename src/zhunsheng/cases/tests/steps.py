"""What the tests of acts share: a refusal that wrote nothing, a case after its hearing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.models import Annulment, CaseAct, Decision, Payment, PenaltyCase
from zhunsheng.cases.queries import limits
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.rules.shares import Answer
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.choices import Harm, Question
from zhunsheng.legalreview.models import Opinion, Review

DAY = date(2025, 3, 3)  # a Monday; 4 and 5 April are rest days
HEARD_ON = date(2025, 3, 14)
BELOW = 1_000_000
HEAVY = 6_000_000
#: What is stated of a violation that must, or as a first one may, go unpunished.
MINOR: Mapping[Question, Answer] = {
    Question.CORRECTED: True,
    Question.HARM: Harm.NONE,
    Question.MINOR: True,
}
FIRST: Mapping[Question, Answer] = {
    Question.CORRECTED: True,
    Question.HARM: Harm.MINOR,
    Question.FIRST_OFFENCE: True,
}
RECORD = rules.HearingDraft(
    identities_checked=True,
    rights_told=True,
    statements=(("示例乙", "提出事实、证据和建议。"), ("示例甲", "请求从轻。")),
    cross_examination="当事人对证据没有异议。",
)


def steps(world: World) -> list[str]:
    rows = CaseAct.objects.of(world.viewer()).order_by("sequence")
    return list(rows.values_list("step", flat=True))


def let_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the lawbook hold an article under which the term stands still; it has none yet (60)."""
    monkeypatch.setattr(limits, "stopping", lambda: {"SAWS-15:57": False})


def refused(world: World, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""
    tables = (PenaltyCase, CaseAct, Decision, Payment, Review, Opinion)
    before = [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]
    papers = len(documents.documents(world.viewer()))
    with pytest.raises(StepRefused) as refusal:
        act()
    after = [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]
    assert after == before
    assert len(documents.documents(world.viewer())) == papers
    return [finding.code for finding in refusal.value.findings]


def doubt(
    world: World,
    case: PenaltyCase,
    on: date,
    ground: NoPenaltyGround = NoPenaltyGround.NOT_ESTABLISHED,
) -> None:
    """Submit another ground than the proposal that was reviewed holds, and have it reviewed."""
    draft = sparing.SparingDraft(ground, "主要证据之间不能印证。")
    services.submit_for_sparing(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)
    world.review(case, on)


def annulled(
    world: World, case: PenaltyCase, draft: rules.AnnulmentDraft, on: date, by: str = "reviewer"
) -> Annulment:
    """Enter the paper by which a decision fell, and have a person in charge confirm it."""
    ctx = world.act(by, on)
    scan = signed(ctx.new_id("annulment.scan"))
    services.record_annulment(ctx=ctx, case=case.id, draft=draft, scan=scan, on=on)
    other = world.act("deputy" if by == "chief" else "chief", on)
    reason = ReasonDraft("已经核对文书原件。")
    return services.confirm_annulment(ctx=other, case=case.id, draft=reason, on=on)


def called(world: World, fine_fen: int = HEAVY) -> PenaltyCase:
    """Return a case whose hearing was asked for, called for ``HEARD_ON``, the notice delivered."""
    case = world.told(fine_fen, DAY)
    asked = DAY + timedelta(days=1)
    services.request_hearing(
        ctx=world.act("secretary", asked),
        case=case.id,
        draft=rules.StatementDraft("示例甲", "申请听证。"),
        on=asked,
    )
    services.notify_hearing(
        ctx=world.act("secretary", asked),
        case=case.id,
        draft=rules.HearingNoticeDraft(
            HEARD_ON, world.users["reviewer"].id, "示例区安平路1号听证室"
        ),
        on=asked,
    )
    serve(world, case, asked)
    return case


def serve(world: World, case: PenaltyCase, on: date) -> PenaltyCase:
    """Deliver the notice of the hearing."""
    return services.deliver_hearing_notice(
        ctx=world.act("yi", on), case=case.id, draft=world.delivered(), on=on
    )


def heard(world: World, fine_fen: int = HEAVY) -> PenaltyCase:
    """Return a case after its hearing was held and reported on."""
    case, held = called(world, fine_fen), HEARD_ON
    services.hold_hearing(
        ctx=world.act("secretary", held),
        case=case.id,
        draft=RECORD,
        on=held,
    )
    services.report_hearing(
        ctx=world.act("secretary", held),
        case=case.id,
        draft=rules.HearingReportDraft(
            "处罚建议不变。",
            "请求从轻。",
            "证据属实。",
            "已经整改属实，裁量时已考虑。",
            "建议维持。",
        ),
        on=held,
    )
    return case
