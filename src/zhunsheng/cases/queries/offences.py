"""
Earlier offences of a party: of the bureau, of the site's other bureaus, of other sites.

Here the bureau's border is crossed, for the first-offence test of 行政处罚法 33 alone: of another
bureau's decision no more comes back than whose it is, its day, and whether the violation is the
same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionKind, FirstOffence, NoPenaltyGround
from zhunsheng.cases.models import (
    Annulment,
    CaseAct,
    Decision,
    ForeignOffence,
    OffenceImport,
    PenaltyCase,
)
from zhunsheng.cases.queries.records import visible
from zhunsheng.cases.rules import exchange
from zhunsheng.cases.rules.offences import OffenceFacts, first_findings, is_first, window_start
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding, StepRefused
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry

WINDOW: Final = "penalty.first_offence_window"
WHY: Final = "first-offence look-up (APL-2021:33)"
#: How many tokens one query asks for; a database takes a limited number of parameters.
CHUNK: Final = 400


@dataclass(frozen=True, slots=True)
class OwnOffence:
    """An earlier offence decided by the bureau; ``case`` is set where the viewer may open it."""

    number: str
    decided_on: date
    is_same: bool
    is_spared: bool
    case: UUID | None


@dataclass(frozen=True, slots=True)
class OtherOffence:
    """An earlier offence decided elsewhere: by which bureau, on which day, of the same kind."""

    bureau: str
    decided_on: date
    is_same: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The newest list from another site: whose, as of when, since when, whether it is readable."""

    bureau: str
    made_at: datetime
    covers_since: date | None
    is_readable: bool

    def reaches(self, since: date) -> bool:
        """Return whether the list can be compared over the whole window."""
        return self.is_readable and (self.covers_since is None or self.covers_since <= since)


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked back over, and the legal number that they follow from."""

    since: date
    until: date
    years: int
    basis: Citation
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """
    What is known of earlier offences of a party: of here, of the site, of other sites.

    ``own``, ``others`` and ``foreign`` come newest first; ``sources`` are the lists of other sites
    that were compared, none where nothing was ever exchanged.
    """

    window: Window
    is_identified: bool
    own: tuple[OwnOffence, ...]
    others: tuple[OtherOffence, ...]
    foreign: tuple[OtherOffence, ...]
    sources: tuple[Source, ...]

    @property
    def facts(self) -> OffenceFacts:
        """What the rules look at."""
        rows: tuple[OwnOffence | OtherOffence, ...] = (*self.own, *self.others, *self.foreign)
        return OffenceFacts(
            any_violation=len(rows),
            same_violation=sum(row.is_same for row in rows),
            is_identified=self.is_identified,
            is_complete=all(one.reaches(self.window.since) for one in self.sources),
        )

    @property
    def answer(self) -> FirstOffence:
        """Whether the violation is the first, as far as it was compared."""
        return is_first(self.facts)

    @property
    def first_offence(self) -> bool | None:
        """The answer as the derivation of a fine asks for it: None where nobody knows."""
        return {FirstOffence.YES: True, FirstOffence.NO: False}.get(self.answer)

    def was_punished(self, before: date) -> bool:
        """Return whether the same violation was punished before a day."""
        rows = ([one for one in self.own if not one.is_spared], self.others, self.foreign)
        return any(one.is_same and one.decided_on < before for row in rows for one in row)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What speaks against sparing the party as a first offender."""
        return first_findings(self.facts)


def earlier(viewer: Viewer, case: PenaltyCase, *, on: date) -> Earlier:
    """
    Return the earlier offences of the party of a case, looked up on a day.

    The window reaches back from the day whose law applies to the violation, and up to ``on``.

    :raises NoSuchLaw: if the lawbook holds no window for the day
    """
    window = window_of(viewer, case, on=on)
    code = identities_of(viewer, [case])[case.id]
    key = shared_key()
    found = sources(key)
    far = _foreign(key, code, case.violation_keys, window) if key and code and found else ()
    return Earlier(
        window=window,
        is_identified=bool(code),
        own=_own(viewer, case, window),
        others=_others(viewer, case, code, window) if code else (),
        foreign=far,
        sources=found,
    )


def window_of(viewer: Scope, case: PenaltyCase, *, on: date) -> Window:
    """
    Return the window of a case: so many years before its violation, up to the day.

    :raises NoSuchLaw: if the lawbook holds no window for the day
    """
    place = accounts.bureau(viewer).jurisdiction
    found = lawbook.parameter(WINDOW, on=on, jurisdiction=place)
    years = found.integer()
    since = window_start(day=min(case.law_day, on), years=years)
    return Window(since, on, years, found.basis, found.verified)


def identities_of(scope: Scope, cases: Collection[PenaltyCase]) -> dict[UUID, str]:
    """
    Return the credit code that the party of each case is compared by, empty where there is none.

    A person punished beside a unit is not the unit; a name is no identity. The code is the one
    that tells who the entry is: not that which a merge showed to be another unit's.
    """
    of_entity = {case.id: case.party_id for case in cases if not case.is_person_of}
    codes = registry.codes_of(scope, set(of_entity.values()))
    told = {one: codes[entity] for one, entity in of_entity.items()}
    return {case.id: told.get(case.id, "") for case in cases}


def exchange_key() -> bytes:
    """
    Return the key that this site shares with others.

    :raises StepRefused: if none is set, or a weak one
    """
    return exchange.key_of(settings.ZHUNSHENG_EXCHANGE_KEY)


def shared_key() -> bytes | None:
    """Return the key that this site shares with others, nothing where none is set."""
    try:
        return exchange_key()
    except StepRefused:
        return None


def offences(rows: QuerySet[Decision]) -> QuerySet[Any]:
    """Narrow decisions to those that established a violation and still stand."""
    ground = CaseAct.objects.across_bureaus(reason=WHY).filter(
        case=OuterRef("case"), step="no_penalty"
    )
    spared = tuple(one.value for one in NoPenaltyGround if one.establishes_a_violation)
    narrowed = rows.filter(annulment__isnull=True).annotate(
        ground=Subquery(ground.values("data")[:1])
    )
    told = Q(kind=DecisionKind.PENALTY.value)
    for code in spared:
        told |= Q(ground__contains=f'"ground":"{code}"')
    return narrowed.filter(told)


def of_the_entity(rows: QuerySet[Decision]) -> QuerySet[Any]:
    """Narrow decisions to those against the entity itself, not against a person of it."""
    return rows.filter(case__is_person_of=False)


def _within(rows: QuerySet[Decision], window: Window) -> QuerySet[Any]:
    decided = rows.filter(decided_on__range=(window.since, window.until))
    return decided.select_related("case", "document").order_by("-decided_on", "-id")


def _own(viewer: Viewer, case: PenaltyCase, window: Window) -> tuple[OwnOffence, ...]:
    if case.is_person_of:
        return ()
    entries = registry.family(viewer, case.party_id)
    rows = Decision.objects.of(viewer).filter(case__party_id__in=entries).exclude(case=case)
    found = list(_within(offences(of_the_entity(rows)), window))
    opened = set(
        visible(viewer).filter(id__in=[row.case_id for row in found]).values_list("id", flat=True)
    )
    return tuple(
        OwnOffence(
            number=row.document.number,
            decided_on=row.decided_on,
            is_same=_is_same(row, case),
            is_spared=not row.is_penalty,
            case=row.case_id if row.case_id in opened else None,
        )
        for row in found
    )


def _others(
    viewer: Viewer, case: PenaltyCase, code: str, window: Window
) -> tuple[OtherOffence, ...]:
    rows = Decision.objects.across_bureaus(reason=WHY).exclude(bureau_id=viewer.bureau)
    rows = of_the_entity(rows.filter(case__party_id__in=registry.entries_of_code(code, reason=WHY)))
    found = _within(offences(rows), window).select_related("case", "bureau")
    return tuple(
        OtherOffence(row.bureau.name, row.decided_on, _is_same(row, case)) for row in found
    )


def _is_same(row: Decision, case: PenaltyCase) -> bool:
    return bool(set(row.case.violation_keys) & set(case.violation_keys))


def sources(key: bytes | None) -> tuple[Source, ...]:
    """Return what is known of every bureau of another site that sent a list, by division code."""
    here = [one.division_code for one in accounts.bureaus()]
    rows = OffenceImport.objects.across_bureaus(reason=WHY).exclude(origin__in=here)
    lists: dict[str, list[OffenceImport]] = {}
    for row in rows.order_by("origin", "made_at"):
        lists.setdefault(row.origin, []).append(row)
    return tuple(_source(rows, key) for rows in lists.values())


def _source(rows: Sequence[OffenceImport], key: bytes | None) -> Source:
    newest = rows[-1]
    alike = (row for row in rows if row.key_check == newest.key_check)
    days = ((row.made_at.astimezone(SHANGHAI).date(), row.covers_since) for row in alike)
    readable = key is not None and newest.key_check == exchange.key_check(key)
    return Source(newest.origin, newest.made_at, exchange.reach(days), readable)


def _foreign(
    key: bytes, code: str, violations: Sequence[str], window: Window
) -> tuple[OtherOffence, ...]:
    asked = exchange.party_tokens(key, credit_code=code, since=window.since, until=window.until)
    here = {one.division_code for one in accounts.bureaus()}
    rows = [row for row in _by_token(asked) if row.origin not in here]
    rows.sort(key=lambda row: (row.decided_on, row.record_token), reverse=True)
    return tuple(
        OtherOffence(
            row.origin,
            row.decided_on,
            exchange.is_same(
                row.violation_tokens,
                key,
                credit_code=code,
                violations=violations,
                day=row.decided_on,
            ),
        )
        for row in rows
    )


def _by_token(tokens: Sequence[str]) -> Iterator[ForeignOffence]:
    rows = ForeignOffence.objects.across_bureaus(reason=WHY).filter(withdrawn_on__isnull=True)
    for start in range(0, len(tokens), CHUNK):
        yield from rows.filter(party_token__in=tokens[start : start + CHUNK])


def to_tell(scope: Scope, *, since: date | None) -> list[Decision]:
    """Return the decisions of the bureau that count as earlier offences, from a day on."""
    rows = offences(Decision.objects.of(scope)).select_related("case__party")
    if since is not None:
        rows = rows.filter(decided_on__gte=since)
    return list(rows.order_by("decided_on", "id"))


def annulled(scope: Scope) -> list[str]:
    """Return the ids of the bureau's decisions that lost their force."""
    rows = Annulment.objects.of(scope).order_by("id").values_list("decision_id", flat=True)
    return [str(one) for one in rows]


def annulment_of(scope: Scope, case: PenaltyCase) -> Annulment | None:
    """Return how the decision of a case lost its force, nothing while it stands."""
    found: Annulment | None = Annulment.objects.of(scope).filter(decision__case=case).first()
    return found


def looked_up_on(scope: Scope, case: PenaltyCase, *, today: date) -> date:
    """Return the day of a look-up: that of the decision where there is one, else today."""
    decided = Decision.objects.of(scope).filter(case=case).values_list("decided_on", flat=True)
    found: date | None = decided.first()
    return found or today


def newest_from(origin: str) -> datetime | None:
    """Return when the newest list of a bureau of another site was made, nothing if none came."""
    rows = OffenceImport.objects.across_bureaus(reason=WHY).filter(origin=origin)
    made: datetime | None = rows.aggregate(newest=Max("made_at"))["newest"]
    return made


def import_of(digest: str) -> OffenceImport | None:
    """Return the import of a file, nothing if it was never taken."""
    rows = OffenceImport.objects.across_bureaus(reason=WHY)
    found: OffenceImport | None = rows.filter(digest=digest).first()
    return found


def known_tokens(origin: str) -> frozenset[str]:
    """Return the tokens of the rows that are held from a bureau of another site."""
    rows = ForeignOffence.objects.across_bureaus(reason=WHY).filter(origin=origin)
    return frozenset(rows.values_list("record_token", flat=True))


def rows_of(origin: str, *, records: Collection[str]) -> Iterable[QuerySet[Any]]:
    """Return the rows in force of a bureau of another site that carry these tokens, in portions."""
    rows = ForeignOffence.objects.across_bureaus(reason=WHY).filter(
        origin=origin, withdrawn_on__isnull=True
    )
    asked = sorted(records)
    return [
        rows.filter(record_token__in=asked[start : start + CHUNK])
        for start in range(0, len(asked), CHUNK)
    ]


def rows_of_other_keys(origin: str, *, key_check: str) -> QuerySet[Any]:
    """Return the rows in force of a bureau of another site that were made with another key."""
    rows = ForeignOffence.objects.across_bureaus(reason=WHY).filter(
        origin=origin, withdrawn_on__isnull=True
    )
    found: QuerySet[Any] = rows.exclude(key_check=key_check)
    return found
