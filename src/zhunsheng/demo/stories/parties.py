"""The head of a unit that is punished beside it: one case, two parties, a decision for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.cases import rules, services
from zhunsheng.demo.engine import Story
from zhunsheng.demo.stories import scans
from zhunsheng.demo.stories.files import File
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Liable
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind

#: 安全生产法 94: who is in charge and did not do what article 21 asks of it.
HEAD_VIOLATION: Final = "safety.94"
HEAD_FINE: Final = 2_500_000
#: Of every so many cases without a hearing the head is punished too.
EVERY: Final = 3


def is_punished_too(file: File) -> bool:
    """Return whether the head is punished beside the unit: a few companies of a told year."""
    plan, scenario = file.visit.case, file.world.scenario
    if plan is None or not scenario.open_matters or plan.hearing or plan.kind != "ORDINARY":
        return False
    entity = registry.entity(file.world.viewer, file.entity())
    return plan.number % EVERY == 1 and entity.kind == EntityKind.COMPANY.value


def is_found_later(file: File) -> bool:
    """Return whether only the inquiry shows that the head answers beside the unit."""
    return bool(file.number % 2)


def join(first: File, day: int) -> Head:
    """Add the head of the unit to its case."""
    at, on = first.at(day, 11), first.day(day)
    entity = registry.entity(first.world.viewer, first.entity())
    head = Head(first.world, first.visit, first.inspection)
    draft = rules.PartyDraft(
        violations=(HEAD_VIOLATION,),
        facts=head.facts,
        person_name=entity.legal_representative,
        role=Liable.HEAD,
        person=rules.PersonDraft(
            number=f"示例证件{first.number:06d}，1980年1月2日出生",
            address=f"示例区示例小区{first.number}号",
        ),
    )
    ctx = first.by(first.lead, at)
    head.case = services.join_party(ctx=ctx, case=first.case, draft=draft, on=on).id
    return head


@dataclass(slots=True)
class Head(File):
    """The file of the head: told, heard, discussed and decided apart from that of the unit."""

    @property
    def fine(self) -> int:
        return HEAD_FINE

    @property
    def violation(self) -> str:
        return HEAD_VIOLATION

    @property
    def facts(self) -> str:
        conduct = lawbook.violation(self.violation, on=self.visit.day).conduct
        return f"{conduct}，对检查发现的违法行为没有督促消除。"

    @property
    def receipt(self) -> str:
        return f"SL{self.number:09d}F"

    def punished(self) -> Story:
        """Walk the head's file from the proposal to its closing, before that of the unit closes."""
        yield from self._reviewed(12)
        yield from self._notified()
        yield from self._waived()
        yield from self._discussed(20)
        yield from self._decided(22)

    def _waived(self) -> Story:
        for day, act, text in (
            (17, services.waive_representation, "对拟处罚内容无异议，放弃陈述申辩"),
            (18, services.waive_hearing, "不要求听证"),
        ):
            yield self.at(day)
            said = rules.RightsWaiverDraft(by=self.person, text=text)
            ctx = self.by(self.lead, self.at(day))
            act(
                ctx=ctx,
                case=self.case,
                draft=said,
                scan=scans.waiver(self.case),
                on=self.day(day),
            )

    @property
    def person(self) -> str:
        """The head, as the registry names it."""
        return registry.entity(self.world.viewer, self.entity()).legal_representative

    def _delivery(self) -> rules.DeliveryDraft:
        return rules.DeliveryDraft(
            receiver=self.person,
            place="单位",
            time="10:00",
            second=self.handlers[1],
        )

    def _published(self, subject: UUID, day: int) -> Story:
        """Publish nothing: a decision on a natural person is not published (APL-2021:48)."""
        yield from ()
