"""Versions of the list as records and as the facts that the rules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.powers import rules
from zhunsheng.powers.choices import ListStage, PowerKind, PowerStep
from zhunsheng.powers.models import PowerItem, PowerListAct, PowerListVersion
from zhunsheng.powers.queries import basis
from zhunsheng.powers.rules import KindCount, ListDates, ListFacts, PowerFacts

FIELDS: Final = tuple(field.name for field in fields(PowerFacts))
_MANY: Final = frozenset({"bases", "violations", "licenses", "inspection_items", "sectors"})
#: Steps in the order in which the law takes them; they need no sequence of their own.
_ORDER: Final = {step.value: place for place, step in enumerate(PowerStep)}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a list prints it: where it stands on the day, how many items of each kind."""

    row: PowerListVersion
    dates: ListDates[UUID]
    stage: ListStage
    counts: tuple[KindCount, ...]

    @property
    def total(self) -> int:
        """How many items it has."""
        return sum(one.count for one in self.counts)


def version(viewer: Scope, list_id: UUID) -> PowerListVersion:
    """
    Return a version of the bureau.

    :raises PowerListVersion.DoesNotExist: if the bureau has none of this id
    """
    rows = PowerListVersion.objects.of(viewer).select_related("replaces")
    row: PowerListVersion = rows.get(id=list_id)
    return row


def dates(viewer: Scope) -> tuple[ListDates[UUID], ...]:
    """Return when each version was adopted, published, given up; oldest first, one query."""
    columns = ("power_list_id", "power_list__number", "step", "on", "effective_from")
    rows = PowerListAct.objects.of(viewer).order_by("power_list__number").values_list(*columns)
    found: dict[tuple[int, UUID], dict[str, tuple[date, date | None]]] = {}
    for key, number, step, on, effective in rows:
        found.setdefault((number, key), {})[step] = (on, effective)
    return tuple(_dates(key, number, done) for (number, key), done in sorted(found.items()))


def _dates(key: UUID, number: int, done: Mapping[str, tuple[date, date | None]]) -> ListDates[UUID]:
    adopted = done.get(PowerStep.ADOPT.value, (None, None))
    return ListDates(
        key=key,
        number=number,
        adopted_on=adopted[0],
        effective_from=adopted[1],
        published_on=done.get(PowerStep.PUBLISH.value, (None, None))[0],
        given_up_on=done.get(PowerStep.GIVE_UP.value, (None, None))[0],
    )


def current(viewer: Scope, *, on: date) -> PowerListVersion | None:
    """Return the version in force on a day, or none."""
    found = rules.in_force(dates(viewer), on)
    return version(viewer, found.key) if found else None


def latest_adopted(viewer: Scope) -> PowerListVersion | None:
    """Return the version that was adopted last, in force or not, or none."""
    adopted = [one for one in dates(viewer) if one.adopted_on is not None]
    return version(viewer, adopted[-1].key) if adopted else None


def open_draft(viewer: Scope) -> PowerListVersion | None:
    """Return the version that is being drafted or waits for its publication, or none."""
    for one in dates(viewer):
        if one.published_on is None and one.given_up_on is None:
            return version(viewer, one.key)
    return None


def version_lines(viewer: Scope, *, on: date) -> tuple[VersionLine, ...]:
    """Return every version, the newest first; three queries."""
    known = {one.key: one for one in dates(viewer)}
    now = rules.in_force(known.values(), on)
    items = PowerItem.objects.of(viewer).order_by().values_list("power_list_id", "kind")
    counted: dict[UUID, dict[str, int]] = {}
    for key, kind, count in items.annotate(n=Count("id")):
        counted.setdefault(key, {})[kind] = count
    return tuple(
        VersionLine(
            row,
            known[row.id],
            rules.stage(known[row.id], now, on),
            _counts(counted.get(row.id) or Counter(one["kind"] for one in row.draft)),
        )
        for row in PowerListVersion.objects.of(viewer).order_by("-number")
    )


def _counts(found: Mapping[str, int]) -> tuple[KindCount, ...]:
    return tuple(KindCount(k, found[k.value]) for k in PowerKind if found.get(k.value))


def published_versions(viewer: Scope, *, on: date) -> tuple[VersionLine, ...]:
    """Return the versions that were published by a day, the newest first, for everybody."""
    lines = version_lines(viewer, on=on)
    return tuple(
        one for one in lines if one.dates.published_on is not None and one.dates.published_on <= on
    )


def items_of(viewer: Scope, row: PowerListVersion) -> tuple[PowerFacts, ...]:
    """Return the items of a version in order: of its rows once adopted, of its draft before."""
    columns = PowerItem.objects.of(viewer).filter(power_list=row).order_by("sequence")
    found = tuple(facts_from(one) for one in columns.values(*FIELDS))
    return found or tuple(facts_from(one) for one in row.draft)


def facts_from(values: Mapping[str, Any]) -> PowerFacts:
    """Return an item from the columns of its row, or from its place in a draft."""
    many = {name: tuple(values.get(name, ())) for name in _MANY}
    return PowerFacts(**{**values, **many, "kind": PowerKind(values["kind"])})


def values_from(item: PowerFacts) -> dict[str, Any]:
    """Return an item as columns and as a draft keep it."""
    values = {name: getattr(item, name) for name in FIELDS}
    many = {name: list(values[name]) for name in _MANY}
    return {**values, **many, "kind": item.kind.value}


def acts_of(viewer: Scope, row: PowerListVersion) -> tuple[DoneAct, ...]:
    """Return the steps taken with a version, in order."""
    found = PowerListAct.objects.of(viewer).filter(power_list=row).values_list("step", "on")
    ordered = sorted(found, key=lambda one: _ORDER[one[0]])
    return tuple(DoneAct(step, on, place) for place, (step, on) in enumerate(ordered, 1))


def facts_of(
    viewer: Scope,
    row: PowerListVersion,
    *,
    on: date,
    effective_from: date | None = None,
    note: str | None = None,
) -> ListFacts:
    """
    Return the facts of a version for an act on a day.

    ``note`` is what the act names: the approval of an adoption, the place of a publication.
    """
    items = items_of(viewer, row)
    named = note is None or explains(note)
    twice = rules.list_findings(items)
    return ListFacts(
        acts=acts_of(viewer, row),
        items=len(items),
        ended=names(basis.ended_items(items, on=effective_from or on)),
        faults=(*basis.faults(items), *(one.message for one in twice)),
        on=on,
        effective_from=effective_from,
        place_is_named=named,
        approval_is_named=named,
    )


def names(items: Iterable[PowerFacts]) -> tuple[str, ...]:
    """Return items by code and name."""
    return tuple(f"{one.code} {one.name}" for one in items)


def content_hash(row: PowerListVersion, items: Iterable[PowerFacts]) -> str:
    """Return the hash of all that a version says: its number, its label, its items."""
    said = [values_from(one) for one in items]
    for one in said:
        if not one["sectors"]:  # so it was hashed before there were any
            del one["sectors"]
    return sha256_hex({"number": row.number, "label": row.label, "items": said})


def adopted_hash(viewer: Scope, row: PowerListVersion) -> str:
    """Return the hash that the adoption of a version bound, empty before."""
    acts = PowerListAct.objects.of(viewer).filter(power_list=row, step=PowerStep.ADOPT.value)
    return str(acts.values_list("content_hash", flat=True).first() or "")


def stands_as_adopted(viewer: Scope, row: PowerListVersion, items: Iterable[PowerFacts]) -> bool:
    """Return whether a version still says what its leader adopted."""
    return adopted_hash(viewer, row) == content_hash(row, items)
