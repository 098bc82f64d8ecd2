"""A bureau with people, a street and a matter: what the tests of measures stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.keeping import kept_self
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.compulsion import services
from zhunsheng.compulsion.choices import DefiedOrder, Ground, HandlingKind, MatterKind, MeasureKind
from zhunsheng.compulsion.models import Measure, MeasureAct, MeasureItem, MeasureOfficer
from zhunsheng.compulsion.rules import (
    ItemDraft,
    Matter,
    MeasureDraft,
    Order,
    Outcome,
    ReceiptDraft,
    SceneDraft,
)
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.models import Document
from zhunsheng.journal.models import Event, Request
from zhunsheng.kernel.act import SHANGHAI, Act, Actor, ActorKind, Viewer
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries as registry
from zhunsheng.registry import services as entities
from zhunsheng.registry.services import EntityFacts
from zhunsheng.registry.tests.builders import code
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.services import CredentialFacts, OfficerFacts

FOUNDED = date(2025, 1, 2)
DAY = date(2025, 9, 8)  # a Monday
BUREAU = UUID("01950000-0000-7000-8000-0000000000c1")
OTHER = UUID("01950000-0000-7000-8000-0000000000c9")
SYSTEM = Actor(ActorKind.SYSTEM, UUID("01950000-0000-7000-8000-0000000000c2"), "系统")
PLACE = "示例区安平路8号"
TABLES = (Measure, MeasureAct, MeasureItem, MeasureOfficer)


def matter(viewer: Viewer, matter_id: UUID) -> Matter | None:
    """Tell a matter as a higher room would: here each entity is one, under its own id."""
    found = registry.entities_by_ids(viewer, [matter_id]).get(matter_id)
    if found is None:
        return None
    is_open = "关闭" not in found.name
    return Matter(MatterKind.INSPECTION, matter_id, found.id, found.name, "2025-09-08", is_open)


ORDERS = (Order(frozenset({DefiedOrder.USE_STOP}), "（示）应急现决〔2025〕1号", DAY),)


def orders(_viewer: Viewer, entity: UUID) -> tuple[Order, ...]:
    """Tell the orders against a party as a higher room would: that of the usual entity."""
    return ORDERS


CONFISCATED = Outcome(
    frozenset({HandlingKind.RELEASE, HandlingKind.CONFISCATION, HandlingKind.DESTRUCTION}),
    "（示）应急罚〔2025〕1号",
    DAY,
)


def outcomes(_viewer: Viewer, _subject: tuple[str, UUID], _entity: UUID) -> tuple[Outcome, ...]:
    """Tell the papers by which things leave the party as a higher room would: one penalty."""
    return (CONFISCATED,)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Return an instant in China."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@dataclass
class World:
    """A bureau that can take measures; each act has its own key and is recorded at its instant."""

    bureau: UUID = BUREAU
    code: str = "999904"
    count: int = 0
    people: dict[str, Actor] = field(default_factory=dict)
    officers: dict[str, UUID] = field(default_factory=dict)
    entity: UUID = SYSTEM.id
    closed: UUID = SYSTEM.id
    street: UUID = SYSTEM.id
    team: UUID = SYSTEM.id

    @kept_self
    def __post_init__(self) -> None:
        """Found the bureau with its people and two entities."""
        founded = at(9, day=FOUNDED)
        facts = accounts.BureauFacts(
            name=f"示例区{self.code}应急管理局",
            short_mark="示",
            division_code=self.code,
            jurisdiction="CN",
            government="示例区人民政府",
            address="示例区示例路1号",
            phone="0999－0000001",
        )
        accounts.found_bureau(ctx=self.act(SYSTEM, founded), facts=facts, on=FOUNDED)
        self.street = self._unit("示例街道", UnitKind.STREET)
        self.team = self._unit("执法一队", UnitKind.TEAM)
        for key, role, unit in (
            ("yi", Role.ENFORCEMENT_OFFICER, self.team),
            ("bing", Role.ENFORCEMENT_OFFICER, self.team),
            ("street", Role.STREET_OFFICER, self.street),
            ("deputy", Role.DEPUTY_HEAD, None),
            ("chief", Role.CHIEF, None),
            ("secretary", Role.CASE_SECRETARY, None),
        ):
            self.add_person(key, role, unit)
        for key, unit in (("yi", self.team), ("bing", self.team), ("street", self.street)):
            self.add_officer(key, unit)
        self.entity = self._entity("示例区晨安化工有限公司")
        self.closed = self._entity("示例区已关闭商店")

    def _unit(self, name: str, kind: UnitKind) -> UUID:
        ctx = self.act(SYSTEM, at(9, day=FOUNDED))
        return accounts.add_unit(ctx=ctx, name=name, kind=kind, on=FOUNDED).id

    def add_person(self, key: str, role: Role, unit: UUID | None) -> None:
        """Add somebody who signs in."""
        made = accounts.add_user(
            ctx=self.act(SYSTEM, at(9, day=FOUNDED)),
            username=f"{key}{self.code}",
            name=f"示例{key}",
            roles=frozenset({role}),
            password="",
            unit=unit,
            on=FOUNDED,
        )
        self.people[key] = made.actor

    def add_officer(self, key: str, unit: UUID, until: date = date(2027, 12, 31)) -> UUID:
        """Enter an officer with a certificate that ends on a day."""
        facts = OfficerFacts(
            name=f"示例{key}",
            unit=unit,
            user=self.people[key].id if key in self.people else None,
            credential=CredentialFacts(f"SL{self.code}{key}", date(2024, 1, 1), until),
        )
        ctx = self.act(SYSTEM, at(9, day=FOUNDED))
        self.officers[key] = workforce.add_officer(ctx=ctx, facts=facts, on=FOUNDED).id
        return self.officers[key]

    def declare(self, key: str) -> None:
        """Have an officer declare an interest in the usual entity."""
        workforce.declare_interest(
            ctx=self.act(SYSTEM, at(9, day=FOUNDED)),
            officer=self.officers[key],
            entity=self.entity,
            reason="近亲属在该单位任职",
            on=FOUNDED,
        )

    def _entity(self, name: str) -> UUID:
        facts = EntityFacts(
            name=name,
            credit_code=code(self.count),
            address=PLACE,
            legal_representative="示例甲",
            phone="0999－0000003",
            street=self.street,
        )
        ctx = self.act(SYSTEM, at(9, day=FOUNDED))
        return entities.add_entity(ctx=ctx, facts=facts, on=FOUNDED).id

    def act(self, by: Actor | str, when: datetime, key: str = "", late: str = "") -> Act:
        """Return an act of somebody that is recorded at the instant it happened."""
        self.count += 1
        actor = self.people[by] if isinstance(by, str) else by
        return Act(actor, self.bureau, when, key or f"{self.bureau}-{self.count}", late)

    def viewer(self, by: str = "deputy") -> Viewer:
        """Return somebody as a reader."""
        return Viewer(self.bureau, self.people[by])

    @property
    def two(self) -> tuple[UUID, UUID]:
        """The two officers of the team."""
        return (self.officers["yi"], self.officers["bing"])

    def draft(self, **changes: Any) -> MeasureDraft:
        """Return a lawful request to seize."""
        usual = MeasureDraft(
            kind=MeasureKind.SEIZING,
            matter_kind=MatterKind.INSPECTION,
            matter=self.entity,
            officers=self.two,
            facts="检查发现该单位未经许可储存无标签溶剂。",
            necessity="物品性质不明，继续储存有火灾、爆炸危险。",
            ground=Ground.HAZARDOUS_GOODS,
            objects="甲类仓库内无标签溶剂12桶",
        )
        return replace(usual, **changes)

    def cut_draft(self, **changes: Any) -> MeasureDraft:
        """Return a lawful request to stop the power."""
        usual = self.draft(
            kind=MeasureKind.POWER_CUT,
            ground=None,
            objects="",
            defied_order=DefiedOrder.USE_STOP,
            order_number="（示）应急现决〔2025〕1号",
            hazard="设备联锁失效，有发生爆炸事故的现实危险",
            supplier="示例供电公司",
        )
        return replace(usual, **changes)

    def requested(self, when: datetime | None = None, **changes: Any) -> Measure:
        """Return a measure that was asked for at nine."""
        when = when or at(9)
        draft = changes.pop("draft", None) or self.draft(**changes)
        return services.request_measure(
            ctx=self.act("yi", when), draft=draft, at=when, on=when.astimezone(SHANGHAI).date()
        )

    def approved(self, by: str = "deputy", **changes: Any) -> Measure:
        """Return a measure that was asked for at nine and approved at ten."""
        row = self.requested(**changes)
        return self.take(services.approve, row, by, at(10), opinion="同意。")

    def executed(self, when: datetime | None = None, **changes: Any) -> Measure:
        """Return a measure that was carried out at fourteen."""
        return self.execute(self.approved(**changes), when or at(14))

    def noticed(self, **changes: Any) -> Measure:
        """Return a cut whose notice of half past ten announces the next day a minute later."""
        row = self.approved(by="chief", draft=self.cut_draft(**changes))
        planned = at(10, 31, day=DAY + timedelta(days=1))
        return self.take(services.notify_cut, row, "yi", at(10, 30), planned_at=planned)

    def delivered(self, when: datetime | None = None) -> Measure:
        """Return a cut whose notice reached the party as soon as it was made, or at an instant."""
        draft = ReceiptDraft(receiver="示例甲", relation=ReceivedBy.AGENT)
        return self.take(
            services.deliver_notice, self.noticed(), "yi", when or at(10, 30), draft=draft
        )

    def execute(self, row: Measure, when: datetime, by: str = "yi", **changes: Any) -> Measure:
        """Carry a measure out at an instant; it takes half an hour."""
        seals = MeasureKind(row.kind).seals
        draft = scene(when, **{"items": (ITEM,) if seals else (), **changes})
        ended = draft.ended_at
        return services.execute(
            ctx=self.act(by, ended),
            measure=row.id,
            draft=draft,
            at=when,
            version=None,
            on=when.astimezone(SHANGHAI).date(),
        )

    def take(
        self, service: Callable[..., Measure], row: Measure, by: str, when: datetime, **values: Any
    ) -> Measure:
        """Take one step of a measure at an instant."""
        version = values.pop("version", None)
        return service(
            ctx=self.act(by, when),
            measure=row.id,
            at=when,
            version=version,
            on=when.astimezone(SHANGHAI).date(),
            **values,
        )


ITEM = ItemDraft("示例溶剂", "12", "桶", "200升铁桶，标签缺失", f"{PLACE}甲类仓库", "示例甲")


def scene(when: datetime, **changes: Any) -> SceneDraft:
    """Return a lawful record of the spot."""
    usual = SceneDraft(
        ended_at=when + timedelta(minutes=30),
        place=PLACE,
        attendant="示例甲（总经理）",
        recording="执法记录仪2台全程记录",
        items=(ITEM,),
    )
    return replace(usual, **changes)


def everything() -> list[object]:
    """All rows of the room with their values, all papers, events and requests."""
    rows: list[object] = [
        row for table in TABLES for row in table._base_manager.order_by("pk").values()
    ]
    return [rows, Document._base_manager.count(), Event.objects.count(), Request.objects.count()]


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded nothing."""
    before = everything()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert everything() == before
    return [finding.code for finding in refusal.value.findings]
