"""Draws as they were announced; what came of them once it is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import zhunsheng
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import CreditStanding, DrawStage, Phrase, SeedMethod
from zhunsheng.portal.queries.places import NotPublished, Place
from zhunsheng.portal.queries.results import Result
from zhunsheng.portal.queries.results import results as results_of
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.registry.choices import RiskClass

#: Where the stand-alone verifier lies in a source tree; an installed wheel has none.
VERIFIER: Final = Path("tools") / "verify" / "draw.py"


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
    is_repeated: bool = False

    @property
    def was_never_made(self) -> bool:
        """Whether another draw took its place before anything was drawn."""
        return self.is_repeated and self.stage is not DrawStage.DRAWN


@dataclass(frozen=True, slots=True)
class Ticket:
    """A drawn unit with its ticket, the credentials of who goes there, and what was published."""

    rank: int
    name: str
    ticket: str
    credentials: str
    is_changed: bool
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A stratum in plain words: which units, how many, at which rate, how many are drawn."""

    label: str
    units: int
    rate: int
    to_draw: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change of officers, named by the numbers of their credentials, and why."""

    on: date
    unit: str
    out: str
    officers: str
    why: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """That a seed was bound and units were drawn, while what they are is not public yet."""

    bound_on: date | None
    bound_at: datetime | None
    run_at: datetime | None
    record_hash: str


@dataclass(frozen=True, slots=True)
class Told:
    """A unit whose visit is over, with what was published of it."""

    name: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """
    What anybody needs in order to follow a draw; seed and result once the visits are over.

    ``pool_print`` is the hash of the pool, or the hash of that hash while the pool is sealed.
    """

    row: Any
    pool: Any
    layers: tuple[Layer, ...]
    parties: tuple[draws.Party, ...]
    contributions: tuple[tuple[str, str], ...]
    seed: Any
    run: Any
    sealed: Sealed
    pool_print: str
    told: tuple[Told, ...]
    tickets: tuple[Ticket, ...]
    changes: tuple[Change, ...]
    former: Any
    later: tuple[Any, ...]

    @property
    def was_never_made(self) -> bool:
        """Whether another draw took its place before anything was drawn."""
        return bool(self.later) and draws.run_of(self.row) is None

    @property
    def result_is_out(self) -> bool:
        """Whether the result is published."""
        return self.run is not None

    @property
    def pool_is_sealed(self) -> bool:
        """Whether the pool itself waits for the result."""
        return bool(self.pool_print != self.row.pool_hash)


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """
    A unit of a pool as the list prints it, with the rate of its stratum in percent.

    Its credit class is not printed: the file must keep it, a page that anybody searches must not
    show it after a repair.
    """

    name: str
    credit_code: str
    rate: int


def announced(where: Place) -> Any:  # noqa: ANN401  # the draws of a room whose tables are private
    """Return the draws whose pools were announced, the latest first; a page cuts what it shows."""
    return draws.draws(where)


def draw_lines(where: Place, shown: Iterable[Any]) -> tuple[DrawLine, ...]:
    """Return draws as a list prints them; one query beside theirs."""
    rows = tuple(shown)
    out = _results_out(where, rows)
    return tuple(
        DrawLine(
            id=row.id,
            title=row.title,
            announced_on=row.published_on,
            pool=row.units_count,
            to_draw=row.units_to_draw,
            stage=draws.stage_of(row),
            result_is_out=row.id in out,
            is_repeated=draws.is_repeated(row),
        )
        for row in rows
    )


def _results_out(where: Place, among: Iterable[Any]) -> frozenset[UUID]:
    """
    Return which draws have a public result; one query.

    That of a repeated draw is public as soon as another takes its place: who repeats a draw whose
    result is known does it before everybody.
    """
    rows = {row.id: row for row in among}
    kind = PublicationKind.DRAW_RESULT.value
    told = publication.publications(where).filter(kind=kind, subject_id__in=rows)
    known = told.order_by("round").values_list("subject_id", "withdrawal__id")
    stands = {one: back is None for one, back in known}
    return frozenset(
        one
        for one, row in rows.items()
        if stands.get(one, draws.is_repeated(row) and draws.run_of(row) is not None)
    )


def public_draw(where: Place, draw_id: UUID) -> PublicDraw:
    """
    Return a draw as the public may see it: seed, values and result only once that is published.

    With pool and seed anybody computes who is visited, by whom; so nobody is warned of a visit, the
    hash of the record stands there first and shows later that it is the same record.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = draws.draw(where, draw_id)
    out = row.id in _results_out(where, [row])
    pool, seed, run = draws.head(row), draws.seed_of(row), draws.run_of(row)
    shown = run if out else None
    parties = draws.parties(row, pool.seed_plan)
    changes = draws.change_rows(where, draw_id) if shown else []
    return PublicDraw(
        row=row,
        pool=pool,
        layers=_layers(pool),
        parties=parties if out else tuple(replace(one, value="") for one in parties),
        contributions=_contributions(seed) if out else (),
        seed=seed if out else None,
        run=shown,
        sealed=_sealed(seed, run),
        pool_print=_seal(row.pool_hash) if _is_sealed(row, out=out) else row.pool_hash,
        told=() if shown or run is None else _told(where, draw_id),
        tickets=_tickets(where, draw_id, pool, changes) if shown else (),
        changes=tuple(_change(one, _cards(pool)) for one in changes),
        former=row.repeats,
        later=tuple(draws.repeats_of(where, draw_id)),
    )


def _is_sealed(row: Any, *, out: bool) -> bool:  # noqa: ANN401  # a draw of draw
    """Return whether the pool waits too: of a public event anybody knows what makes the seed."""
    return bool(row.method is SeedMethod.PUBLIC_EVENT) and not out


def _seal(pool_hash: str) -> str:
    """
    Return the print of a hash, which tells nothing of it.

    >>> _seal("0" * 64)[:16]
    '60e05bd1b195af2f'
    """
    return sha256(pool_hash.encode()).hexdigest()


def _sealed(seed: Any, run: Any) -> Sealed:  # noqa: ANN401  # rows of draw or nothing
    return Sealed(
        bound_on=seed.bound_on if seed else None,
        bound_at=seed.bound_at if seed else None,
        run_at=run.run_at if run else None,
        record_hash=run.record_hash if run else "",
    )


def _told(where: Place, draw_id: UUID) -> tuple[Told, ...]:
    """Return the units whose results are out while others still wait, by name."""
    results = results_of(where, draw_id)
    units = {one.entity_id: one.entity for one in draws.drawn_units(where, draw_id)}
    found = [
        Told(draws.public_name(units[one]), tuple(told))
        for one, told in results.items()
        if one in units
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _cards(pool: Any) -> dict[str, str]:  # noqa: ANN401  # a pool of draw
    return {one.id: one.credential for one in pool.officers}


def _change(row: Any, cards: dict[str, str]) -> Change:  # noqa: ANN401  # a change of draw
    return Change(
        on=row.changed_on,
        unit=draws.public_name(row.drawn.entity),
        out=cards[str(row.out_id)],
        officers=_pair(cards, row.first_id, row.second_id),
        why=f"{row.ground_label}：{row.reason}",
    )


def _pair(cards: dict[str, str], first: UUID, second: UUID) -> str:
    return f"{cards[str(first)]}、{cards[str(second)]}"


def _layers(pool: Any) -> tuple[Layer, ...]:  # noqa: ANN401  # a pool of draw
    return tuple(
        Layer(_label(one.risk_class, one.credit_class), one.units, one.rate, one.to_draw)
        for one in pool.strata
    )


def _label(risk: str, credit: str) -> str:
    if not risk:
        return Phrase.ALL_UNITS.label
    return f"{RiskClass(risk).label}，{CreditStanding(credit).label}"


def _tickets(where: Place, draw_id: UUID, pool: Any, changes: list[Any]) -> tuple[Ticket, ...]:  # noqa: ANN401  # a pool of draw
    cards = _cards(pool)
    now = {one.drawn_id: (one.first_id, one.second_id) for one in changes}
    results = results_of(where, draw_id)
    order = {name: place for place, name in enumerate(("", *pool.partners))}
    for found in results.values():
        found.sort(key=lambda one: order.get(one.department, 0))
    return tuple(
        Ticket(
            rank=one.rank,
            name=draws.public_name(one.entity),
            ticket=one.ticket,
            credentials=_pair(cards, *now.get(one.id, (one.first_id, one.second_id))),
            is_changed=one.id in now,
            results=tuple(results.get(one.entity_id, ())),
        )
        for one in draws.drawn_units(where, draw_id)
    )


def _contributions(seed: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401  # a seed of draw or nothing
    if seed is None:
        return ()
    given: Iterable[Any] = draws.contributions(seed)
    return tuple((one.contributor, one.value) for one in given)


def pool_units(where: Place, draw_id: UUID, *, q: str = "") -> tuple[Any, list[PublicUnit]]:
    """
    Return a draw and the units of its pool, those whose name or code holds a text.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises NotPublished: while the pool is sealed
    """
    row = _opened(where, draw_id)
    typed, pool = q.strip(), draws.pool(row)
    rates = {(one.risk_class, one.credit_class): one.rate for one in pool.strata}
    return row, [
        PublicUnit(one.name, one.credit_code, rates.get((one.risk_class, one.credit_class), 0))
        for one in pool.units
        if not typed or typed in one.name or typed.upper() in one.credit_code
    ]


def pool_file(where: Place, draw_id: UUID) -> bytes:
    """
    Return the announced pool of a draw, byte for byte.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises NotPublished: while the pool is sealed
    """
    return draws.pool_of(_opened(where, draw_id))


def _opened(where: Place, draw_id: UUID) -> Any:  # noqa: ANN401  # a draw of a room whose tables are private
    """Return a draw whose pool anybody may read."""
    row = draws.draw(where, draw_id)
    if _is_sealed(row, out=row.id in _results_out(where, [row])):
        raise NotPublished(str(draw_id))
    return row


def draw_record(where: Place, draw_id: UUID) -> bytes:
    """
    Return the record of a draw whose result is published.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises NotPublished: if its result is not published
    """
    return draws.record_of(_out(where, draw_id))


def draw_changes(where: Place, draw_id: UUID) -> bytes:
    """
    Return the changes of officers of a draw whose result is published.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises NotPublished: if its result is not published
    """
    return draws.changes_of(_out(where, draw_id))


def _out(where: Place, draw_id: UUID) -> Any:  # noqa: ANN401  # a draw of a room whose tables are private
    row = draws.draw(where, draw_id)
    if row.id not in _results_out(where, [row]):
        raise NotPublished(str(draw_id))
    return row


def verifier() -> bytes | None:
    """Return the stand-alone verifier where the site runs from a source tree."""
    path = Path(zhunsheng.__file__).resolve().parents[2] / VERIFIER
    return path.read_bytes() if path.is_file() else None
