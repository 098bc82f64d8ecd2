"""What belongs to the list in force on a day: penalties, items, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.powers import rules
from zhunsheng.powers.choices import ADOPTERS, DRAFTERS, DutyKind, Phrase, PowerKind
from zhunsheng.powers.models import PowerItem, PowerListVersion
from zhunsheng.powers.queries import basis, versions
from zhunsheng.powers.rules import ListDates, PowerFacts


def unlisted_violations(viewer: Scope, keys: Iterable[str], *, on: date) -> tuple[str, ...]:
    """
    Return the labels of the violations that the list in force on a day gives no item of penalty.

    A bureau without a list in force on that day has nothing to hold against it; two queries.
    """
    found = rules.in_force(versions.dates(viewer), on)
    if found is None:
        return ()
    rows = PowerItem.objects.of(viewer).filter(
        power_list_id=found.key, kind=PowerKind.PENALTY.value
    )
    tied = {key for one in rows.values_list("violations", flat=True) for key in one}
    held = lawbook.newest()
    return tuple(held[key].label if key in held else key for key in keys if key not in tied)


def item_of_violation(
    viewer: Scope, key: str, *, on: date
) -> tuple[PowerListVersion, PowerFacts] | None:
    """Return the list in force on a day and its item for a violation, or nothing."""
    row = versions.current(viewer, on=on)
    if row is None:
        return None
    item = rules.items_by_violation(versions.items_of(viewer, row)).get(key)
    return (row, item) if item else None


def delegated_violations(viewer: Scope, *, on: date) -> frozenset[str] | None:
    """Return the violations that the list in force on a day delegates; None without a list."""
    found = rules.in_force(versions.dates(viewer), on)
    if found is None:
        return None
    rows = PowerItem.objects.of(viewer).filter(
        power_list_id=found.key, kind=PowerKind.PENALTY.value, is_delegated=True
    )
    return frozenset(key for one in rows.values_list("violations", flat=True) for key in one)


def undelegated_violations(viewer: Scope, keys: Iterable[str], *, on: date) -> tuple[str, ...]:
    """
    Return the labels of the violations that the list in force on a day delegates to no street.

    A bureau without a list in force on that day has nothing to hold against it; two queries.
    """
    given = delegated_violations(viewer, on=on)
    if given is None:
        return ()
    held = lawbook.newest()
    return tuple(held[key].label if key in held else key for key in keys if key not in given)


def inspection_items(viewer: Scope, *, on: date) -> dict[str, str] | None:
    """Return the items of inspection on the list in force on a day by code, nothing without one."""
    found = rules.in_force(versions.dates(viewer), on)
    if found is None:
        return None
    items = PowerItem.objects.of(viewer).filter(
        power_list_id=found.key, kind=PowerKind.INSPECTION.value
    )
    return dict(items.order_by("sequence").values_list("code", "name"))


def bound_items(viewer: Scope, *, on: date) -> dict[str, frozenset[str]]:
    """
    Return the items of inspection of a day that are for some sectors alone, by codes.

    A list that was adopted while sectors were kept as they are printed is read alike.
    """
    found = rules.in_force(versions.dates(viewer), on)
    if found is None:
        return {}
    items = PowerItem.objects.of(viewer).filter(
        power_list_id=found.key, kind=PowerKind.INSPECTION.value
    )
    rows = items.values_list("code", "sectors")
    return {code: frozenset(basis.sector_codes(kept)) for code, kept in rows if kept}


def gaps(items: Iterable[PowerFacts], *, on: date) -> tuple[lawbook.Violation, ...]:
    """Return the violations of a day that the bureau decides on and no item names."""
    return rules.gaps(lawbook.violations(on=on), items)


def item_rows(viewer: Scope, *, on: date) -> dict[str, tuple[Row, ...]]:
    """Return the items of the list in force on a day as rows of figures, by kind."""
    rows: dict[str, list[Row]] = {kind.value: [] for kind in PowerKind}
    found = rules.in_force(versions.dates(viewer), on)
    if found is not None:
        items = PowerItem.objects.of(viewer).filter(power_list_id=found.key).order_by("sequence")
        for one, kind, code, name in items.values_list("id", "kind", "code", "name"):
            url = reverse("powers:item", args=[found.key, code])
            rows[kind].append(Row(f"powers.poweritem:{one}", label=f"{code} {name}", url=url))
    return {kind: tuple(listed) for kind, listed in rows.items()}


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due with the bureau's list on a day."""
    known = versions.dates(viewer)
    return (*_steps(viewer, known), *_of_the_list(viewer, known, on))


def _steps(viewer: Viewer, known: tuple[ListDates[UUID], ...]) -> Iterator[Duty]:
    """Yield the next step of an open version."""
    for one in known:
        if one.published_on is not None or one.given_up_on is not None:
            continue
        label = versions.version(viewer, one.key).label
        page = reverse("powers:detail", args=[one.key])
        if one.adopted_on is None:
            yield _duty(DutyKind.ADOPT, label, page, rules.LAWFUL_SUBJECT, is_adoption=True)
        else:
            yield _duty(DutyKind.PUBLISH, label, page, rules.THREE_SYSTEMS)


def _of_the_list(viewer: Viewer, known: tuple[ListDates[UUID], ...], on: date) -> Iterator[Duty]:
    """Yield that there is no list, or that its items rest on law that has ended."""
    found = rules.in_force(known, on)
    if found is None:
        subject = Phrase.NO_LIST_SUBJECT.label
        page = reverse("powers:list")
        yield _duty(DutyKind.NO_LIST, subject, page, rules.SHOWN_BEFOREHAND)
        return
    items = PowerItem.objects.of(viewer).filter(power_list_id=found.key)
    bases = items.values_list("bases", flat=True)
    ended = sum(basis.any_ended(one, on=on) for one in bases)
    if ended:
        label = versions.version(viewer, found.key).label
        subject = Phrase.ENDED_SUBJECT.label.format(label=label, count=ended)
        yield _duty(DutyKind.BASIS_ENDED, subject, reverse("powers:ties"), rules.LAWFUL_SUBJECT)


def _duty(
    kind: DutyKind, subject: str, url: str, rule: Citation, *, is_adoption: bool = False
) -> Duty:
    roles = ADOPTERS if is_adoption else DRAFTERS
    return Duty(
        key=f"powers.{kind.value.lower()}",
        label=kind.label,
        subject=subject,
        due_on=None,
        basis=rule,
        roles=frozenset(role.value for role in roles),
        url=url,
        action=Phrase.HANDLE.label,
    )
