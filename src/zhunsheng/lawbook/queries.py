"""Reads of the lawbook: citations, the value that applies on a day, violations, the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import OfBureau, Scope
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import PartyKind, Phrase
from zhunsheng.lawbook.loading import (
    Article,
    Instrument,
    ParameterValue,
    Term,
    benchmarks,
    checklists,
    glossary,
    instruments,
    leniencies,
    parameters,
    place_names,
    violation_versions,
)
from zhunsheng.lawbook.rules.checklists import Checklist, ChecklistItem
from zhunsheng.lawbook.rules.derivation import derive
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark, Violation
from zhunsheng.lawbook.rules.places import NATIONAL, places
from zhunsheng.lawbook.rules.tree import Derivation
from zhunsheng.lawbook.rules.versions import current
from zhunsheng.lawbook.tables import queries as tables

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Instrument",
    "ParameterValue",
    "Term",
    "Violation",
    "checklists",
    "glossary",
    "instruments",
    "parameters",
    "violations",
]


class NoSuchLaw(NoLaw):
    """The lawbook holds nothing for what was asked: a citation, parameter or violation."""


def instrument(citation: Citation) -> Instrument:
    """
    Return the instrument that a citation names.

    :raises NoSuchLaw: if the lawbook does not hold it
    """
    try:
        return instruments()[citation.instrument]
    except KeyError:
        raise NoSuchLaw(str(citation)) from None


def succession(row: Instrument) -> tuple[Instrument, ...]:
    """Return an instrument with those that it replaced and those that replaced it, oldest first."""
    held = instruments()
    found = {row.id: row}
    ahead = row
    while (heir := held.get(ahead.replaced_by)) is not None and heir.id not in found:
        found[heir.id] = ahead = heir
    behind = [row.id]
    while behind:
        late = behind.pop()
        for one in held.values():
            if one.replaced_by == late and one.id not in found:
                found[one.id] = one
                behind.append(one.id)
    return tuple(sorted(found.values(), key=lambda one: (one.effective_on, one.id)))


def article(citation: Citation) -> Article:
    """
    Return the article that a citation names.

    :raises NoSuchLaw: if the lawbook does not hold it
    """
    try:
        return instrument(citation).articles[citation.number]
    except KeyError:
        raise NoSuchLaw(str(citation)) from None


def cite_label(citation: Citation) -> str:
    """Return a citation as it is printed: title in book marks, then the place."""
    return f"《{instrument(citation).short}》{citation.place}"


def url_of(citation: Citation) -> str:
    """Return the page of the article that a citation names, of the instrument where none."""
    if not citation.article:
        return reverse("lawbook:detail", args=[citation.instrument])
    return reverse("lawbook:article", args=[citation.instrument, citation.number])


def place_name(jurisdiction: str) -> str:
    """Return the name of a place, of the widest known that it lies in beside its code."""
    for place in places(jurisdiction):
        if place in place_names():
            rest = jurisdiction.removeprefix(place).lstrip("-")
            return " ".join(filter(None, (place_names()[place], rest)))
    return jurisdiction


def full_label(citation: Citation) -> str:
    """Return a citation with the full title, as a decision prints it."""
    return f"《{instrument(citation).title}》{citation.place}"


def parameter(key: str, *, on: date, jurisdiction: str) -> ParameterValue:
    """
    Return the value of a legal number that applies on a day.

    The jurisdiction's own value goes before the national one.

    :raises NoSuchLaw: if no value applies on that day
    """
    values = parameters().get(key, ())
    for place in places(jurisdiction):
        own = _in_force(values, place, on)
        if own:
            return own
    raise NoSuchLaw(f"{key} on {on}")


def changes(
    keys: Iterable[str], *, since: date, until: date, jurisdiction: str = NATIONAL
) -> tuple[date, ...]:
    """Return the first of these days and each later one on which one of these numbers changes."""
    held = places(jurisdiction)
    begun = (v.since for key in keys for v in parameters().get(key, ()) if v.jurisdiction in held)
    return tuple(sorted({since, *(day for day in begun if since < day <= until)}))


def site_calendar() -> Calendar:
    """
    Return the calendar of the site: the program's year files, its overlay's over them.

    :raises CalendarFileError: if a file of the overlay is faulty, or its folder is missing
    """
    overlay = settings.ZHUNSHENG_OVERLAY_DIR
    return Calendar.load(Path(overlay) if overlay else None)


def violation(key: str, *, on: date) -> Violation:
    """
    Return a violation of the catalogue in the version that applies to an act of the day.

    :raises NoSuchLaw: if the catalogue does not hold it, or no version applies on the day
    """
    found = current(violation_versions().get(key, ()), on)
    if found is None:
        raise NoSuchLaw(f"{key} on {on}")
    return found


def violations(*, on: date) -> dict[str, Violation]:
    """Return the catalogue by key as it stands on a day."""
    found = ((key, current(versions, on)) for key, versions in violation_versions().items())
    return {key: one for key, one in found if one is not None}


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item of a checklist with the violation that a fault is on a day."""

    item: ChecklistItem
    violation: Violation

    @property
    def verified(self) -> bool:
        """Whether the item and the version of its violation were held against their sources."""
        return self.item.verified and self.violation.verified


def standing_items(key: str, *, on: date) -> tuple[StandingItem, ...]:
    """
    Return the items of a checklist whose violation the catalogue holds on a day, in order.

    :raises NoSuchLaw: if there is no such checklist
    """
    if key not in checklists():
        raise NoSuchLaw(key)
    known = violations(on=on)
    return tuple(
        StandingItem(one, known[one.violation])
        for one in checklists()[key].items
        if one.violation in known
    )


def checked_items(ids: Iterable[str], *, on: date) -> dict[str, StandingItem]:
    """Return those of the items named by their ids that a checklist holds on a day."""
    wanted, known = set(ids), violations(on=on)
    return {
        item.id: StandingItem(item, known[item.violation])
        for one in checklists().values()
        for item in one.items
        if item.id in wanted and item.violation in known
    }


def newest() -> dict[str, Violation]:
    """Return the newest version of every violation by key, in force or not, as pages list them."""
    return {key: versions[-1] for key, versions in violation_versions().items()}


def derived(key: str, facts: PenaltyFacts, *, own: Iterable[Benchmark] = ()) -> Derivation:
    """
    Return the fine for a violation on these facts with its tree, or what is missing for it.

    The benchmarks of a bureau's ``own`` tables decide beside the lawbook's, and before those of
    the same place.

    :raises NoSuchLaw: if the catalogue does not hold the violation
    """
    versions = violation_versions().get(key)
    if versions is None:
        raise NoSuchLaw(key)
    marks = known_benchmarks(key, on=facts.times.decided_on, own=own)
    return derive(versions, marks, facts, leniencies().get(key, ()))


def duties(viewer: Scope, on: date) -> tuple[Duty, ...]:
    """Return what waits in the lawbook: tables of the bureau that nobody adopted yet."""
    return tables.duties(viewer, on)


def own_benchmarks(viewer: Scope) -> tuple[Benchmark, ...]:
    """Return the benchmarks of the tables that a bureau put in force, with the days they decide."""
    return tables.own_benchmarks(viewer)


def own_benchmarks_of_the_site() -> tuple[Benchmark, ...] | None:
    """
    Return what the bureau of the site put in force, for whoever is not signed in.

    None where the site has several bureaus, and nobody says whose tables are meant.
    """
    held = accounts.bureaus()
    if len(held) > 1:
        return None
    return tuple(row for one in held for row in tables.own_benchmarks(OfBureau(one.id)))


def waiting_benchmarks(viewer: Scope) -> tuple[Benchmark, ...]:
    """Return the benchmarks of the bureau's tables that nobody adopted yet."""
    return tables.unadopted(viewer)


def known_benchmarks(key: str, *, on: date, own: Iterable[Benchmark] = ()) -> tuple[Benchmark, ...]:
    """Return the benchmarks for a violation, the bureau's own before those of the lawbook."""
    known = benchmarks()
    return (*tables.binding(own, key, on=on), *known.get(key, ()), *known.get("", ()))


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A dated value as the lawbook's page prints it."""

    label: str
    value: str
    source: ParameterValue
    in_force: bool


def _name(name: str) -> str:
    return PartyKind(name).label if name in PartyKind.__members__ else ""


def articles_of(row: Instrument) -> list[tuple[Citation, Article]]:
    """Return the articles of an instrument in order, each with its citation."""
    cited = [
        (Citation.parse(f"{row.id}:{article.number}"), article) for article in row.articles.values()
    ]
    return sorted(cited, key=lambda pair: (pair[0].article, pair[0].insert))


def value_text(value: ParameterValue) -> str:
    """Return a value as it is printed: amounts in yuan, several numbers by name."""
    if value.unit == Phrase.MONTH_DAY.label:
        return Phrase.DAY_OF_YEAR.label.format(**value.value)
    in_fen = value.unit == Phrase.FEN.label
    shown = {
        name: Phrase.YUAN.label.format(amount=yuan_text(number))
        if in_fen
        else f"{number} {value.unit}"
        for name, number in value.value.items()
    }
    return "；".join(f"{_name(name)} {text}".strip() for name, text in shown.items())


def parameter_rows(*, on: date) -> list[ParameterRow]:
    """Return every dated value of every parameter; those in force on the day are marked."""
    rows = []
    for key in sorted(parameters()):
        values = parameters()[key]
        current = [_in_force(values, place, on) for place in {v.jurisdiction for v in values}]
        rows += [ParameterRow(v.label, value_text(v), v, v in current) for v in values]
    return rows


def _in_force(
    values: tuple[ParameterValue, ...], jurisdiction: str, on: date
) -> ParameterValue | None:
    """Return the own value of a jurisdiction on a day, if it has one."""
    own = [v for v in values if v.jurisdiction == jurisdiction and v.since <= on]
    return own[-1] if own else None
