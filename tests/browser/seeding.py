"""The acts of the seed, by services alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.models import Bureau, User
from zhunsheng.cases import queries as case_queries
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as cases
from zhunsheng.cases.choices import SourceKind
from zhunsheng.demo.engine import instant
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.tests.scans import scan
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import InspectionRequest
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.lawbook.choices import ConductKind, Fact, Harm, Question
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.registry import queries as registry
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce

FACTS = "2026年1月12日，未如实记录安全生产教育培训情况"
FINE = 1_200_000
HEAVY = 6_000_000
#: Of the class that the demo's notice gives two visits a year.
AT_ITS_CAP = "示例安丰仓储有限公司"
#: The day on which the heavy case begins: time for a hearing and for two payments.
BEGUN = date(2025, 11, 17)


Acts = Callable[[str], Act]


def _people(today: date) -> tuple[Acts, UUID, tuple[UUID, ...]]:
    """Return who acts on the day, the entity of the case, and the two officers."""
    bureau = Bureau.objects.get().id
    people = {user.username: user for user in User.objects.filter(bureau_id=bureau)}
    count = iter(range(100))

    def act(username: str) -> Act:
        key = f"journey-{today}-{next(count)}"
        return Act(by=people[username].actor, bureau=bureau, at=instant(today, 9), request_key=key)

    viewer = Viewer(bureau=bureau, by=people["zhifa1"].actor)
    entity = list(registry.all_ids(viewer))[-1]
    officers = tuple(
        fact.id
        for fact in workforce.all_officer_facts(viewer)
        if fact.user_id in {people["zhifa1"].id, people["zhifa2"].id}
    )
    return act, entity, officers


def decided(today: date) -> dict[str, str]:
    """Bring a case to its decision, deliver it and publish it, all on one day."""
    act, entity, officers = _people(today)
    case = _case(act, entity, officers, today)
    opinion = review_rules.OpinionDraft(
        review_rules.agreed_to_all(), Outcome.AGREED, "同意。", "法律职业资格证书（示例0001号）"
    )
    cases.conclude_legal_review(ctx=act("fazhi1"), case=case, draft=opinion, on=today)
    cases.notify(ctx=act("zhifa1"), case=case, on=today)
    delivery = case_rules.DeliveryDraft(receiver="示例负责人", relation=ReceivedBy.REPRESENTATIVE)
    cases.deliver_notice(ctx=act("zhifa1"), case=case, draft=delivery, on=today)
    waiver = case_rules.RightsWaiverDraft("示例负责人", "放弃陈述申辩", "授权委托书1号")
    signed = Upload("声明书.pdf", scan())
    ctx = act("zhifa1")
    cases.waive_representation(ctx=ctx, case=case, draft=waiver, scan=signed, on=today)
    draft = case_rules.DecisionDraft(FINE)
    decision = cases.decide(ctx=act("juzhang"), case=case, draft=draft, on=today)
    cases.deliver_decision(ctx=act("zhifa1"), case=case, draft=delivery, on=today)
    kind = PublicationKind.DECISION
    out = publication.publish(ctx=act("anshen"), kind=kind, subject=decision.id, on=today)
    return {
        "case": str(case),
        "number": decision.case.number,
        "decision": str(decision.id),
        "publication": str(out.id),
    }


def seed(today: date) -> dict[str, str]:
    """Approve an inspection by zhifa1 and zhifa2; bring a case of theirs to its review."""
    act, entity, officers = _people(today)
    request = InspectionRequest(
        entity=entity,
        officers=officers,
        basis_kind=BasisKind.TIP,
        source="示举报〔2026〕901号",
        item_codes=("JC-001",),
    )
    # An approval comes before the visit: of the day before, never of the hour after it began.
    eve = today - timedelta(days=1)
    before, _, _ = _people(eve)
    done = inspections.approve_inspections(ctx=before("fujuzhang"), requests=(request,), on=eve)
    assert done is not None
    _at_its_cap(before("fujuzhang"), officers, eve)
    early, _, _ = _people(BEGUN)
    return {
        "inspection": str(done.id),
        "case": str(_case(act, entity, officers, today)),
        "heavy": str(heavy(early, entity, officers, BEGUN)),
        "of_street": _of_street(act("jiedao1")),
    }


def _at_its_cap(ctx: Act, officers: tuple[UUID, ...], on: date) -> None:
    """Let two visits of an enterprise stand in a campaign, as if the plan of the year had one."""
    filters = registry.EntityFilters(text=AT_ITS_CAP)
    (entity,) = registry.entities(ctx.viewer, filters)
    requests = tuple(
        InspectionRequest(
            entity=entity.id,
            officers=officers,
            basis_kind=BasisKind.TIP,
            source=f"示举报〔2026〕91{number}号",
            item_codes=("JC-001",),
        )
        for number in range(2)
    )
    inspections.approve_inspections(ctx=ctx, requests=requests, on=on)
    rows = Inspection.objects.of(ctx.viewer).filter(entity_id=entity.id, approved_on=on)
    rows.update(basis_kind=BasisKind.CAMPAIGN.value)


def _of_street(ctx: Act) -> str:
    """Return the name of an entity of the street whose officer acts."""
    street = accounts.user(ctx, ctx.by.id).unit_id
    rows = registry.entities(ctx.viewer, registry.EntityFilters())
    return next(row.name for row in rows if row.street_id == street)


def heavy(act: Acts, entity: UUID, officers: tuple[UUID, ...], day: date) -> UUID:
    """Bring a case with a fine that is heard and discussed to its first review, on an early day."""
    clue = case_rules.ClueDraft(
        entity=entity,
        violations=("safety.97-7",),
        facts="安排3名未取得特种作业操作证的人员从事低压电工作业",
        source=SourceKind.TIP,
        violation_ended_on=day,
        conduct=ConductKind.ONCE,
    )
    case = cases.register_clue(ctx=act("zhifa1"), draft=clue, on=day).id
    cases.open_case(
        ctx=act("fujuzhang"), case=case, draft=case_rules.OpeningDraft(officers), on=day
    )
    item = case_rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", day, "违法事实", "ab" * 32)
    report = case_rules.InvestigationDraft(facts=clue.facts, evidence=(item,))
    cases.investigate(ctx=act("zhifa1"), case=case, draft=report, on=day)
    viewer = act("zhifa1").viewer
    proof = next(one.id for one in case_queries.file_of(viewer, case, on=day).evidence)
    stated = case_rules.FineDraft(
        "safety.97-7",
        HEAVY,
        answers={Question.CORRECTED: False},
        facts={Fact.PERSONS: case_rules.Stated(3, proof)},
    )
    cases.propose(
        ctx=act("zhifa1"),
        case=case,
        draft=case_rules.ProposalDraft((stated,), discretion="情节一般。"),
        on=day,
    )
    cases.request_legal_review(ctx=act("zhifa1"), case=case, on=day)
    return case


def _case(act: Acts, entity: UUID, officers: tuple[UUID, ...], today: date) -> UUID:
    clue = case_rules.ClueDraft(
        entity=entity,
        violations=("safety.97-4",),
        facts=FACTS,
        source=SourceKind.TIP,
        violation_ended_on=today,
        conduct=ConductKind.ONCE,
    )
    case = cases.register_clue(ctx=act("zhifa1"), draft=clue, on=today).id
    opening = case_rules.OpeningDraft(officers)
    cases.open_case(ctx=act("fujuzhang"), case=case, draft=opening, on=today)
    item = case_rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", today, "违法事实", "ab" * 32)
    report = case_rules.InvestigationDraft(facts=FACTS, evidence=(item,))
    cases.investigate(ctx=act("zhifa1"), case=case, draft=report, on=today)
    stated = case_rules.FineDraft(
        "safety.97-4", FINE, answers={Question.CORRECTED: True, Question.HARM: Harm.MORE}
    )
    proposal = case_rules.ProposalDraft((stated,), discretion="情节一般。")
    cases.propose(ctx=act("zhifa1"), case=case, draft=proposal, on=today)
    cases.request_legal_review(ctx=act("zhifa1"), case=case, on=today)
    return case
