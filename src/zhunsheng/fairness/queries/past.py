"""What the bureau decided, coded: nobody is named in what goes into an assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.crypto import salted_hmac

from zhunsheng.cases import queries as cases
from zhunsheng.cases.queries import DecidedFine, DerivedFine
from zhunsheng.fairness.choices import Dimension, FirmSize, LeftOut, Phrase
from zhunsheng.fairness.queries.tables import InForce
from zhunsheng.fairness.rules.assessing import Past, PastFine, observation_rows
from zhunsheng.fairness.rules.comparing import WHOLE, Observation
from zhunsheng.fairness.rules.replay import Placed, Table
from zhunsheng.fairness.rules.synthetic import Situation, needed_facts
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import FineModel, Stage
from zhunsheng.lawbook.rules.law import Benchmark, Violation

#: The key under which ids become codes; with the site's own secret nobody can turn them back.
SALT = "fairness.codes"


def past(
    viewer: Act | Viewer, draft: Benchmark, law: Violation, *, since: date, bound: InForce
) -> Past:
    """Return the fines since a day: those that the draft is about, and all to be compared."""
    on = bound.on
    rows = cases.decided_fines(viewer, since=since, until=on)
    old = bound.table(law, besides=draft.id)
    tables = tuple(one for one in (draft, old) if one is not None)
    fines, not_replayed = _to_replay(rows, law, tables)
    found = _Places(bound)
    observations, not_compared = _to_compare(rows, found, f"{viewer.bureau}:{since}:{on}")
    return Past(fines, observations, not_replayed, not_compared)


# ------------------------------------------------------------------- what is replayed


def _to_replay(
    rows: Iterable[DecidedFine], law: Violation, tables: tuple[Benchmark, ...]
) -> tuple[tuple[PastFine, ...], Counter[LeftOut]]:
    found: list[PastFine] = []
    left: Counter[LeftOut] = Counter()
    for row in rows:
        one = _past_fine(row, law, tables)
        if isinstance(one, LeftOut):
            left[one] += 1
        else:
            found += one
    return tuple(sorted(found, key=_order)), left


def _order(one: PastFine) -> tuple[object, ...]:
    facts = tuple((fact.value, value) for fact, value in one.situation.facts)
    return one.situation.who.value, one.situation.stage.value, facts, one.fine_fen


def _past_fine(
    row: DecidedFine, law: Violation, tables: tuple[Benchmark, ...]
) -> list[PastFine] | LeftOut:
    if law.key not in row.violations:
        return LeftOut.OTHER_VIOLATION
    if not law.in_force(row.law_day):
        return LeftOut.OTHER_LAW
    own = [one for one in row.derived if one.violation == law.key]
    if row.mitigated or any(one.mitigated for one in own):
        return LeftOut.MITIGATED
    needed = needed_facts(law, tables)
    if not own or any(fact not in one.facts for one in own for fact in needed):
        return LeftOut.NO_FACTS
    return [PastFine(_situation(one, needed), _paid(row, one)) for one in own]


def _situation(one: DerivedFine, needed: Iterable[object]) -> Situation:
    wanted = set(needed)
    facts = sorted(
        ((fact, value) for fact, value in one.facts.items() if fact in wanted),
        key=lambda pair: pair[0].value,
    )
    return Situation(one.who, one.stage, tuple(facts))


def _paid(row: DecidedFine, one: DerivedFine) -> int:
    """Return what was decided for one violation; of several, what was proposed for it."""
    return row.fine_fen if len(row.derived) == 1 else one.fine_fen


# ------------------------------------------------------------------- what is compared


@dataclass(slots=True)
class _Places:
    """Where fines lie inside their statutory ranges; the tables of a place are found once."""

    bound: InForce
    _tables: dict[tuple[str, date], Table] = field(default_factory=dict)

    def of(self, row: DecidedFine) -> Iterator[tuple[str, int, int, int] | LeftOut]:
        """Yield stratum, least, most and fine of each part of a decision, or why it has none."""
        if row.mitigated or any(one.mitigated for one in row.derived):
            yield LeftOut.MITIGATED
            return
        try:
            if row.derived:
                for one in row.derived:
                    yield self._derived(row, one)
            else:
                yield self._whole(row)
        except lawbook.NoSuchLaw:
            yield LeftOut.UNDERIVED

    def _derived(self, row: DecidedFine, one: DerivedFine) -> tuple[str, int, int, int] | LeftOut:
        law = lawbook.violation(one.violation, on=row.law_day)
        placed = self._table(law).place(_situation(one, one.facts)) or _of_the_law(law, one)
        if placed is None:
            return LeftOut.UNDERIVED
        parts = (row.procedure, law.key, str(law.since), one.who.value, one.stage.value)
        stratum = "|".join((*parts, placed.tier))
        return stratum, placed.law_least, placed.law_most, _paid(row, one)

    def _whole(self, row: DecidedFine) -> tuple[str, int, int, int]:
        """Return the case by the sum of its ranges: its facts are not known one by one."""
        laws = tuple(lawbook.violation(key, on=row.law_day) for key in sorted(row.violations))
        spans = [law.span(_stage(law, late=row.late)) for law in laws]
        least, most = (sum(ends) for ends in zip(*spans, strict=True))
        keys = "+".join(f"{law.key}@{law.since}" for law in laws)
        stratum = f"{row.procedure}|{keys}|{int(row.late)}"
        return stratum, least, most, row.fine_fen

    def _table(self, law: Violation) -> Table:
        key = (law.key, law.since)
        if key not in self._tables:
            day = self.bound.on if law.in_force(self.bound.on) else law.since
            self._tables[key] = Table(law, self.bound.table(law), day)
        return self._tables[key]


def _stage(law: Violation, *, late: bool) -> Stage:
    """Return the stage whose range counts; what needs an order first has the second alone."""
    return Stage.SECOND if law.order_first or (late and law.has_second) else Stage.FIRST


def _of_the_law(law: Violation, one: DerivedFine) -> Placed | None:
    rows = [fine for fine in law.of(one.who, one.stage) if fine.model is FineModel.RANGE]
    if not rows:
        return None
    least, most = min(fine.least for fine in rows), max(fine.most for fine in rows)
    return Placed("", least, most, least, most)


def _to_compare(
    rows: Iterable[DecidedFine], places: _Places, key: str
) -> tuple[tuple[Observation, ...], Counter[LeftOut]]:
    held = tuple(rows)
    officers = _codes((str(one) for row in held for one in row.handlers), f"{key}:officers")
    streets = _codes((str(row.street) for row in held if row.street), f"{key}:streets")
    found: list[Observation] = []
    left: Counter[LeftOut] = Counter()
    for row in held:
        groups = {
            Dimension.STREET: (streets[str(row.street)],) if row.street else (),
            Dimension.OFFICER: tuple(sorted({officers[str(one)] for one in row.handlers})),
            Dimension.FIRM_SIZE: (FirmSize.of(row.employees).value,),
            Dimension.MONTH: (f"{row.decided_on:%Y-%m}",),
        }
        for part in places.of(row):
            if isinstance(part, LeftOut):
                left[part] += 1
            elif part[1] == part[2]:
                left[LeftOut.NO_WIDTH] += 1
            else:
                stratum, least, most, fine = part
                place = (min(max(fine, least), most) - least) * WHOLE // (most - least)
                found.append(Observation(stratum, place, groups))
    return tuple(sorted(found, key=lambda one: str(observation_rows((one,))))), left


def _codes(ids: Iterable[str], key: str) -> dict[str, str]:
    """Return a code for each id, in an order that tells nothing of the ids."""
    mixed = sorted(set(ids), key=lambda one: salted_hmac(SALT, f"{key}:{one}").hexdigest())
    stems = Phrase.STEMS.label
    return {
        one: f"{stems[place % len(stems)]}{place // len(stems) + 1 if place >= len(stems) else ''}"
        for place, one in enumerate(mixed)
    }
