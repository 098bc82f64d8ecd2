"""Small worlds for tests that cross rooms: a bureau with a told year, and a stranger beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.annualreport import services as reports
from zhunsheng.compulsion import choices as measures
from zhunsheng.compulsion import services as compulsion
from zhunsheng.compulsion.rules import MeasureDraft
from zhunsheng.demo import founding, stories
from zhunsheng.demo.engine import Year, instant
from zhunsheng.demo.products import is_empty
from zhunsheng.demo.scenario import PINNED_NOW, Part, Scenario
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.fairness import queries as fairness_queries
from zhunsheng.fairness import services as fairness
from zhunsheng.fairness.choices import DraftSource
from zhunsheng.hazards import services as hazards
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import services as visits
from zhunsheng.inspection.choices import BasisKind, HazardGrade
from zhunsheng.inspection.rules import FindingDraft, InspectionRequest, VisitRecord
from zhunsheng.jointwork import services as jointwork
from zhunsheng.jointwork.choices import ParticipantKind
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.kernel.days import Calendar
from zhunsheng.lawbook import services as lawbook
from zhunsheng.lawbook.tests.sheets import TABLE, xlsx
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import SafetyRecordKind
from zhunsheng.registry.rules import SafetyDraft
from zhunsheng.statistics import services as statistics
from zhunsheng.visitcode import services as visitcode
from zhunsheng.visitcode.choices import Irregularity, StatementKind
from zhunsheng.visitcode.rules import PARTY, StatementDraft
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import InterestKind

DAY = date(2025, 1, 2)
STRANGER = UUID("01940000-0000-7000-8000-0000000000ff")
SYSTEM = Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用")

#: A year with one of each kind, told in a few seconds.
SMALL = Scenario(
    name="small",
    title="一个很小的虚构机关",
    streets=1,
    officers=5,
    reviewers=2,
    entities=24,
    plan_parts=(Part("危险化学品经营", "HAZCHEM_TRADE", 4), Part("工贸", "INDUSTRY_TRADE", 4)),
    planned_visits=8,
    own_draw_units=2,
    joint_draw_units=1,
    service_visits=1,
    orders=7,
    findings=14,
    summary_cases=2,
    ordinary_cases=3,
    no_penalty_cases=1,
    summary_fines=100_000,
    ordinary_fines=8_000_000,
    hearings=1,
    open_matters=True,
    stated={},
    invented={},
)


@dataclass(frozen=True, slots=True)
class World:
    """The bureau with a year behind it, its people by role, and a stranger's people by role."""

    told: founding.World
    own: Mapping[Role, UUID]
    foreign: Mapping[Role, UUID]


def tell(scenario: Scenario = SMALL) -> founding.World:
    """Tell a year on the open database, which is migrated already."""
    year = Year(
        bureau=founding.bureau_id(scenario.name),
        seed=scenario.name,
        calendar=Calendar.load(),
        until=PINNED_NOW,
    )
    world = founding.found(scenario, year)
    stories.begin(world)
    year.run(lambda _day: None)
    return world


def two_bureaus() -> World:
    """Tell a year in one bureau; give it and a stranger one user for every role."""
    told = tell()
    street = next(iter(told.street_officers))
    _complete(told)
    return World(told, _one_of_each(told.year.bureau, "own", street), _stranger())


def _complete(told: founding.World) -> None:
    """Add what a year leaves out: a report, an assessed benchmark, evidence, a measure, a table."""
    year, day = told.year, date(2026, 1, 14)
    reports.compile_report(
        ctx=year.act(told.who("duizhang"), instant(day)),
        year=2025,
        as_of=date(2025, 12, 31),
        on=day,
    )
    statistics.submit_return(
        ctx=year.act(told.who("duizhang"), instant(day, 8)),
        form="monthly",
        since=date(2025, 9, 1),
        as_of=day,
        nil_confirmed=is_empty(told.viewer, date(2025, 9, 1), day),
        on=day,
    )
    fairness.run_assessment(
        ctx=year.act(told.who("fazhi1"), instant(day, 9)),
        draft=fairness_queries.tables(told.viewer)["CN-2024-90-26"],
        source=DraftSource.LAWBOOK,
        since=date(2025, 1, 1),
        on=day,
    )
    entity = told.all_entities()[0]
    registry.note_safety(
        ctx=year.act(told.who("duizhang"), instant(day, 9)),
        entity=entity,
        draft=SafetyDraft(SafetyRecordKind.TRIAL_RUN, day, "试生产方案备案回执", "示试〔2026〕1号"),
        on=day,
    )
    evidence.add_evidence(
        ctx=year.act(told.who("zhifa1"), instant(day, 10)),
        subject=("registry", entity),
        name="示例照片",
        kind=EvidenceKind.DOCUMENTARY,
        file=Upload("示例照片.png", picture("PNG")),
        obtained_on=day,
        proves="现场情况",
        on=day,
    )
    visit = inspections.inspections(told.viewer).filter(order__isnull=True)[0]
    compulsion.request_measure(
        ctx=year.act(told.officers[0].actor, instant(day, 10, 30)),
        draft=MeasureDraft(
            kind=measures.MeasureKind.SEALING,
            matter_kind=measures.MatterKind.INSPECTION,
            matter=visit.id,
            officers=tuple(officer.id for officer in told.officers[:2]),
            facts="违法储存溶剂。",
            necessity="有爆炸危险。",
            ground=measures.Ground.HAZARDOUS_SITE,
            objects="甲类仓库",
        ),
        at=instant(day, 10, 30),
        on=day,
    )
    _hazard(told, entity, day)
    _joint_task(told, entity, day)
    lawbook.import_benchmarks(
        ctx=year.act(told.who("fazhi1"), instant(day, 11)),
        draft=lawbook.TableDraft("示例裁量基准", "示应急〔2026〕1号", "CN", day),
        filename="示例.xlsx",
        content=xlsx(*TABLE),
        on=day,
    )
    workforce.declare_interest(
        ctx=year.act(told.who("duizhang"), instant(day, 23, 30)),
        officer=told.officers[0].id,
        entity=entity,
        kind=InterestKind.RELATIVE,
        reason="配偶任职",
        on=day,
    )


def _hazard(told: founding.World, entity: UUID, day: date) -> None:
    """Enter with a code, hear a complaint, find a major hazard, propose it for listing."""
    year, lead = told.year, told.officers[0].actor
    row = visits.start_urgent(
        ctx=year.act(lead, instant(day, 8)),
        request=InspectionRequest(
            entity,
            tuple(one.id for one in told.officers[:2]),
            BasisKind.TIP,
            item_codes=("JC-001",),
            source="示举报〔2026〕1号",
        ),
        urgency="danger",
        reason="储罐泄漏",
        on=day,
    )
    visitcode.show_code(ctx=year.act(lead, instant(day, 8, 10)), inspection=row.id, on=day)
    visitcode.hand_in(
        ctx=year.act(PARTY, instant(day, 8, 15)),
        inspection=row.id,
        draft=StatementDraft(
            StatementKind.COMPLAINT, (Irregularity.NO_NOTICE,), "进入现场时没有出示通知书。"
        ),
        on=day,
    )
    visit = VisitRecord(
        started_at=instant(day, 8, 20),
        ended_at=instant(day, 8, 50),
        place="储罐区",
        situation="储罐法兰泄漏。",
        site_head="示例甲",
        recording="执法记录仪1台",
        findings=(
            FindingDraft(
                "储罐法兰泄漏。",
                "储罐区",
                "safety.102",
                HazardGrade.MAJOR,
                standard="示例判定标准第二条",
            ),
        ),
    )
    visits.record_visit(
        ctx=year.act(lead, instant(day, 9)), inspection=row.id, visit=visit, version=None, on=day
    )
    (found,) = inspections.findings_of(told.viewer, row.id)
    hazards.propose(
        ctx=year.act(told.who("fujuzhang"), instant(day, 9, 30)),
        finding=found.id,
        reason="泄漏物易燃，需要停用整条管线。",
        on=day,
    )


def _joint_task(told: founding.World, entity: UUID, day: date) -> None:
    """Draft and approve a task in which no street takes part."""
    draft = jointwork.TaskDraft(
        title="示例联合执法",
        ground=BasisKind.SUPERIOR,
        paper="示市应急〔2026〕1号",
        paper_body="示例市应急管理局",
        paper_on=day,
        items="储罐区",
        item_codes=("JC-001",),
        first_on=day,
        last_on=date(2026, 1, 30),
        participants=(
            jointwork.ParticipantDraft(ParticipantKind.DEPARTMENT, "示例区消防救援机构", "消防"),
        ),
        entities=(entity,),
    )
    row = jointwork.draft_task(
        ctx=told.year.act(told.who("duizhang"), instant(day, 11, 10)), draft=draft, on=day
    )
    jointwork.approve_task(
        ctx=told.year.act(told.who("fujuzhang"), instant(day, 11, 20)),
        task=row.id,
        version=None,
        on=day,
    )


def _act(bureau: UUID, key: str) -> Act:
    return Act(by=SYSTEM, bureau=bureau, at=instant(DAY), request_key=f"border-{key}")


def _stranger() -> Mapping[Role, UUID]:
    facts = accounts.BureauFacts(
        name="示例二区应急管理局",
        short_mark="例",
        division_code="999909",
        jurisdiction="CN",
        government="示例二区人民政府",
        address="示例二区示例大道2号",
        phone="000-0000002",
    )
    accounts.found_bureau(ctx=_act(STRANGER, "found"), facts=facts, on=DAY)
    ctx = _act(STRANGER, "street")
    street = accounts.add_unit(ctx=ctx, name="示例外街道", kind=UnitKind.STREET, on=DAY)
    return _one_of_each(STRANGER, "foreign", street.id)


def _one_of_each(bureau: UUID, side: str, street: UUID) -> Mapping[Role, UUID]:
    return {
        role: accounts.add_user(
            ctx=_act(bureau, role.value),
            username=f"{side}-{role.value.lower()}",
            name=f"示例{role.label}",
            roles=frozenset({role}),
            password="",
            unit=street if role is Role.STREET_OFFICER else None,
            on=DAY,
        ).id
        for role in Role
    }
