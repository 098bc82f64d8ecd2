"""What the public sees: published snapshots, and draws as they were announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q

import zhunsheng
from zhunsheng.accounts import queries as accounts
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawStage
from zhunsheng.portal.choices import Explanation, PowerExplanation
from zhunsheng.powers import exports as power_sheets
from zhunsheng.powers import queries as power_lists
from zhunsheng.powers import rules as power_rules
from zhunsheng.powers.choices import ListStage, PowerKind
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import Disclosed, PublicationKind

#: Where the stand-alone verifier lies in a source tree; an installed wheel has none.
VERIFIER: Final = Path("tools") / "verify" / "draw.py"


class NotPublished(ObjectDoesNotExist):
    """The record exists or not, but the public has no right to it (yet); a page answers 404."""


@dataclass(frozen=True, slots=True)
class Place:
    """The bureau whose public pages are read; a scope for the reading functions of the rooms."""

    bureau: UUID
    name: str
    code: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind of publication with what it is in plain words, and how many may be seen now."""

    kind: PublicationKind
    explanation: str
    count: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of the list of what is published; every value comes from its snapshot."""

    id: UUID
    kind: PublicationKind
    title: str
    party: str
    number: str
    cause: str
    content: str
    published_on: date


@dataclass(frozen=True, slots=True)
class DrawLine:
    """A draw as it was announced, and whether its result is published."""

    id: UUID
    title: str
    announced_on: date
    pool: int
    to_draw: int
    stage: DrawStage
    result_is_out: bool


@dataclass(frozen=True, slots=True)
class Ticket:
    """A drawn unit with the ticket that drew it."""

    rank: int
    name: str
    ticket: str


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """What anybody needs in order to follow a draw; seed and result once they are public."""

    id: UUID
    title: str
    kind: str
    announced_on: date
    pool: int
    officers: int
    to_draw: int
    pool_hash: str
    commitments: tuple[tuple[str, str], ...]
    contributions: tuple[tuple[str, str], ...]
    seed: str
    bound_on: date | None
    run_on: date | None
    record_hash: str
    tickets: tuple[Ticket, ...]
    repeat_reason: str

    @property
    def result_is_out(self) -> bool:
        """Whether the result is published."""
        return self.run_on is not None


def places() -> tuple[Place, ...]:
    """Return the bureaus of the site."""
    return tuple(_place(row) for row in accounts.bureaus())


def place(code: str) -> Place:
    """
    Return the bureau of a division code.

    :raises Bureau.DoesNotExist: if the site has none
    """
    return _place(accounts.bureau_by_code(code))


def _place(row: Any) -> Place:  # noqa: ANN401  # a bureau of accounts
    return Place(row.id, row.name, row.division_code, row.address, row.phone)


def kind_counts(where: Place) -> tuple[KindCount, ...]:
    """Return every kind of publication with how many may be seen now; one query."""
    rows = publication.published(where).order_by().values_list("kind").annotate(n=Count("id"))
    found = dict(rows)
    return tuple(
        KindCount(kind, Explanation[kind.name].label, found.get(kind.value, 0))
        for kind in PublicationKind
    )


def notices(where: Place, *, kind: PublicationKind | None = None, q: str = "") -> Any:  # noqa: ANN401  # a query set of publication
    """Return what may be seen now, newest first, of one kind or with a text where asked."""
    rows = publication.published(where)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    typed = q.strip()
    return rows.filter(Q(party__contains=typed) | Q(number__contains=typed)) if typed else rows


def notice(row: Any) -> Notice:  # noqa: ANN401  # a row of publication
    """Return a publication as a line of the list, read from its snapshot alone."""
    said = {code: value for code, _, value in row.contents["fields"]}
    kind = PublicationKind(row.kind)
    return Notice(
        id=row.id,
        kind=kind,
        title=_title(said) or kind.label,
        party=said.get(Disclosed.PARTY.value, ""),
        number=said.get(Disclosed.NUMBER.value, ""),
        cause=said.get(Disclosed.CAUSE.value, ""),
        content=said.get(Disclosed.CONTENT.value, said.get(Disclosed.RESULT.value, "")),
        published_on=row.published_on,
    )


def _title(said: dict[str, str]) -> str:
    """Return what names a publication, as disclosed: its title, or its cause with the party."""
    title, party, cause = (
        said.get(key.value, "") for key in (Disclosed.TITLE, Disclosed.PARTY, Disclosed.CAUSE)
    )
    if title or party in cause:
        return title or cause
    return " ".join(filter(None, (party, cause)))


def published_one(where: Place, publication_id: UUID) -> Any:  # noqa: ANN401  # a row of publication
    """
    Return one publication that may be seen now.

    :raises Publication.DoesNotExist: if it was never published, or was withdrawn
    """
    return publication.published(where).get(id=publication_id)


def announced(where: Place) -> Any:  # noqa: ANN401  # the draws of a room whose tables are private
    """Return the draws whose pools were announced, the latest first; a page cuts what it shows."""
    return draws.draws(where)


def draw_lines(where: Place, shown: Iterable[Any]) -> tuple[DrawLine, ...]:
    """Return draws as a list prints them; one query beside theirs."""
    rows = tuple(shown)
    out = _results_out(where, [row.id for row in rows])
    return tuple(
        DrawLine(
            id=row.id,
            title=row.title,
            announced_on=row.published_on,
            pool=row.units_count,
            to_draw=row.units_to_draw,
            stage=draws.stage_of(row),
            result_is_out=row.id in out,
        )
        for row in rows
    )


def _results_out(where: Place, among: list[UUID]) -> frozenset[UUID]:
    kind = PublicationKind.DRAW_RESULT.value
    rows = publication.published(where).filter(kind=kind, subject_id__in=among)
    return frozenset(rows.order_by().values_list("subject_id", flat=True))


def public_draw(where: Place, draw_id: UUID) -> PublicDraw:
    """
    Return a draw as the public may see it: its result only once that is published.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = draws.draw(where, draw_id)
    out = row.id in _results_out(where, [row.id])
    seed, run = draws.seed_of(row), draws.run_of(row)
    units = draws.drawn_units(where, draw_id) if out else ()
    return PublicDraw(
        id=row.id,
        title=row.title,
        kind=row.kind_label,
        announced_on=row.published_on,
        pool=row.units_count,
        officers=row.officers_count,
        to_draw=row.units_to_draw,
        pool_hash=row.pool_hash,
        commitments=tuple((c.contributor, c.commitment) for c in draws.pool(row).commitments),
        contributions=_contributions(seed),
        seed=seed.seed if seed else "",
        bound_on=seed.bound_on if seed else None,
        run_on=run.run_on if run and out else None,
        record_hash=run.record_hash if run and out else "",
        tickets=tuple(Ticket(one.rank, draws.public_name(one.entity), one.ticket) for one in units),
        repeat_reason=row.repeat_reason,
    )


def _contributions(seed: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401  # a seed of draw or nothing
    if seed is None:
        return ()
    given: Iterable[Any] = draws.contributions(seed)
    return tuple((one.contributor, one.value) for one in given)


def draw_record(where: Place, draw_id: UUID) -> bytes:
    """
    Return the record of a draw whose result is published.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises NotPublished: if its result is not published
    """
    row = draws.draw(where, draw_id)
    if row.id not in _results_out(where, [row.id]):
        raise NotPublished(str(draw_id))
    return draws.record_of(row)


@dataclass(frozen=True, slots=True)
class KindOfPower:
    """A kind of items with what it is in plain words, and how many a list has."""

    kind: PowerKind
    explanation: str
    count: int


@dataclass(frozen=True, slots=True)
class PublicList:
    """A published power list: where it stands, its items, the other published versions."""

    line: power_lists.VersionLine
    items: tuple[PowerFacts, ...]
    kinds: tuple[KindOfPower, ...]
    others: tuple[power_lists.VersionLine, ...]


def power_list(where: Place, *, on: date, list_id: UUID | None = None) -> PublicList | None:
    """
    Return a published list as it was adopted: the one asked for, else the one in force, or none.

    :raises NotPublished: if the list asked for is not published
    """
    lines = power_lists.published_versions(where, on=on)
    shown = [line for line in lines if line.row.id == list_id] if list_id else _newest_first(lines)
    if list_id and not shown:
        raise NotPublished(str(list_id))
    if not shown:
        return None
    items = power_lists.items_of(where, shown[0].row)
    kinds = tuple(
        KindOfPower(one.kind, PowerExplanation[one.kind.name].label, one.count)
        for one in power_rules.kind_counts(items)
    )
    others = tuple(line for line in lines if line.row.id != shown[0].row.id)
    return PublicList(shown[0], items, kinds, others)


def _newest_first(
    lines: tuple[power_lists.VersionLine, ...],
) -> list[power_lists.VersionLine]:
    """Return lists with the one in force before those that wait or were replaced."""
    return sorted(lines, key=lambda line: line.stage is not ListStage.IN_FORCE)


def power(where: Place, list_id: UUID, code: str, *, on: date) -> tuple[PublicList, PowerFacts]:
    """
    Return an item of a published list, with the list.

    :raises NotPublished: if the list is not published, or has no such item
    """
    found = power_list(where, on=on, list_id=list_id)
    for one in found.items if found else ():
        if found and one.code == code:
            return found, one
    raise NotPublished(code)


def power_bases(item: PowerFacts, *, on: date) -> tuple[power_lists.BasisLine, ...]:
    """Return the bases of an item with what the lawbook says of each on a day."""
    return power_lists.basis_lines(item, on=on)


def power_violations(item: PowerFacts) -> Any:  # noqa: ANN401  # violations of the lawbook
    """Return the violations that an item lets the bureau punish."""
    return power_lists.violation_lines(item)


def power_sheet(found: PublicList) -> bytes:
    """Return a published list as a sheet."""
    return power_sheets.items_sheet(found.items)


def verifier() -> bytes | None:
    """Return the stand-alone verifier where the site runs from a source tree."""
    path = Path(zhunsheng.__file__).resolve().parents[2] / VERIFIER
    return path.read_bytes() if path.is_file() else None
