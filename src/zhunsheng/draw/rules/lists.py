"""What must hold of the two lists of a pool: complete, once each, only who may be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhunsheng.draw.choices import ExclusionGround, PoolSide
from zhunsheng.draw.rules.law import (
    DELEGATION,
    DRAWS,
    NO_LIST_NO_INSPECTION,
    SEPARATION,
    TWO_OFFICERS,
    names_of,
)
from zhunsheng.inspection.rules import ItemsFact, sector_finding
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded
from zhunsheng.registry import rules as registry
from zhunsheng.workforce.rules import CredentialTerm, OfficerFact

if TYPE_CHECKING:
    from zhunsheng.draw.rules.drafting import Known, PoolDraft


def term_of(officer: OfficerFact, since: date, until: date) -> CredentialTerm | None:
    """
    Return the credential that covers every day of a period, nothing where none does.

    A credential that follows the day after another one ends goes on with it.
    """
    found: CredentialTerm | None = None
    for term in sorted(officer.terms, key=lambda t: t.valid_from):
        if found is not None and (term.valid_from - found.valid_until).days <= 1:
            last = max(found.valid_until, term.valid_until)
            found = CredentialTerm(found.number, found.valid_from, last)
        elif term.holds_on(since):
            found = term
    return found if found is not None and found.holds_on(until) else None


def list_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse units that are unknown, doubled, or may not be inspected, and a gap in the scope."""
    staff = {officer.id for officer in known.officers}
    if unknown := sum(1 for one in set(draft.entities) if one not in known.units):
        text = f"有{unknown}家单位不在监管对象名录中"
        yield Finding("draw.units.unknown", text, DRAWS, "请先登记该单位")
    if unknown := sum(1 for one in set(draft.officers) if one not in staff):
        text = f"有{unknown}名人员不在执法人员名录中"
        yield Finding("draw.officers.unknown", text, DRAWS, "请先登记该人员")
    twice = [i for i, n in Counter(draft.entities).items() if n > 1]
    if twice:
        names = names_of(known.units[i].name if i in known.units else str(i) for i in twice)
        text = f"{names}在名录中重复，会增加被抽中的机会"
        yield Finding("draw.units.twice", text, DRAWS, "每家单位只列一次")
    if len(set(draft.officers)) < len(draft.officers):
        yield Finding("draw.officers.twice", "人员名录中有重复", DRAWS, "每名人员只列一次")
    yield from _gap_findings(draft, known)
    yield from _capped_findings(draft, known)
    yield from _standing_findings(draft, known)
    yield from _sector_findings(draft, known)


def _gap_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    pooled = set(draft.entities)
    out = {one.id for one in draft.exclusions if one.side is PoolSide.UNIT}
    if left := [name for one, name in known.in_scope.items() if one not in pooled | out]:
        yield Finding(
            "draw.units.gap",
            f"{names_of(left)}属于本次抽查的范围，既不在名录中，也没有列为不参加抽取",
            DRAWS,
            "请列入名录，或者列为不参加抽取并逐一说明理由",
        )
    if strange := [one for one in pooled if one in known.units and one not in known.in_scope]:
        names = names_of(sorted(known.units[one].name for one in strange))
        text = f"{names}不属于本次抽查的行业领域和风险等级范围"
        yield Finding("draw.units.outside", text, DRAWS, "请去掉该单位，或者扩大范围")


def _capped_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse units whose visits of the year are used up: drawn, they could not be inspected."""
    names = [known.units[i].name for i in draft.entities if i in known.capped and i in known.units]
    if names:
        yield Finding(
            "draw.units.capped",
            f"{names_of(names)}本年度的检查次数已达公布的上限，抽中后不能安排检查",
            NO_LIST_NO_INSPECTION,
            f"请列为不参加抽取，事由选择“{ExclusionGround.CAP.label}”并写明已经检查的次数",
        )


def _standing_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse units that closed, are of another level, were merged, or cannot be told apart."""
    units = [known.standings[one] for one in draft.entities if one in known.standings]
    rules = (
        registry.units_operate,
        registry.units_are_of_this_level,
        registry.units_are_no_duplicates,
        registry.units_are_told_apart,
    )
    yield from (found for rule in rules if (found := rule(units)))


def _sector_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse units whose visits could not be approved: an item of the draw is not for them."""
    names: dict[str, list[str]] = {}
    for one, sector in known.sectors.items():
        names.setdefault(sector, []).append(known.units[one].name)
    for sector in sorted(names):
        items = ItemsFact(frozenset(draft.items), bound=known.bound, sector=sector)
        if found := sector_finding(items, names_of(names[sector])):
            yield found


def officer_findings(draft: PoolDraft, known: Known, on: date) -> Iterable[Finding]:
    """Refuse who may not inspect on every day of the visits, and officers left out in silence."""
    names = {officer.id: officer.name for officer in known.officers}
    sent = set(draft.officers) & names.keys()
    if reviewers := [names[one] for one in sent if one in known.reviewers]:
        yield Finding(
            "draw.officers.reviewer",
            f"{names_of(sorted(reviewers))}是法制审核人员，不参加现场检查",
            SEPARATION,
            "审核人员不得审核自己参加检查、调查的案件，请从名录中去掉",
        )
    streets = {folded(one.name) for one in draft.partners}
    alien = [
        f"{names[one]}（{known.streets[one]}）"
        for one in sent
        if one in known.streets and folded(known.streets[one]) not in streets
    ]
    if alien:
        yield Finding(
            "draw.officers.street",
            f"{names_of(sorted(alien))}是街道（镇）委托执法人员，该街道（镇）没有参加本次抽查",
            TWO_OFFICERS,
            "请从名录中去掉；与该街道（镇）联合抽查的，把它列为参加部门",
        )
    if known.undelegated:
        yield Finding(
            "draw.officers.delegation",
            f"{names_of(known.undelegated)}没有包括行政检查、覆盖全部检查期的有效委托，其人员到时不能检查",
            DELEGATION,
            "请先登记并公布委托书或者提前检查期，或者把该街道（镇）的人员从名录中去掉",
        )
    out = {one.id for one in draft.exclusions if one.side is PoolSide.OFFICER}
    if left := [name for one, name in known.enforcers.items() if one not in sent | out]:
        yield Finding(
            "draw.officers.gap",
            f"{names_of(left)}是本机关持有效证件的执法人员，既不在名录中，也没有列为不参加抽取",
            DRAWS,
            "请列入名录，或者列为不参加抽取并说明理由",
        )
    yield from _credential_findings(draft, known.officers, on)


def _credential_findings(
    draft: PoolDraft, officers: Sequence[OfficerFact], on: date
) -> Iterable[Finding]:
    sent = [officer for officer in officers if officer.id in set(draft.officers)]
    lapsed = [o.name for o in sent if not o.number_on(on)]
    if lapsed:
        yield Finding(
            "draw.officers.credential",
            f"{names_of(lapsed)}在{on.isoformat()}没有有效的行政执法证件",
            TWO_OFFICERS,
            "请从名录中去掉，或者先登记有效证件",
        )
    until = draft.visits_until
    ending = [
        f"{o.name}（证件至{max(t.valid_until for t in o.terms).isoformat()}）"
        for o in sent
        if o.number_on(on) and term_of(o, on, max(on, until)) is None
    ]
    if ending:
        yield Finding(
            "draw.officers.ending",
            f"{names_of(ending)}的行政执法证件在检查期满{until.isoformat()}以前失效，到时不能执法",
            TWO_OFFICERS,
            "请先换证并登记，或者提前检查期，或者从名录中去掉该人员并说明理由",
        )
