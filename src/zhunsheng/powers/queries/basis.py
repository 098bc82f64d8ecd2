"""What the lawbook says of the bases and violations of items; no table is read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import InstrumentRank
from zhunsheng.powers import rules
from zhunsheng.powers.choices import BasisState, PowerKind
from zhunsheng.powers.rules import PowerFacts


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A basis as a page prints it: its citation where the lawbook holds it, its state on a day."""

    text: str
    citation: Citation | None
    state: BasisState
    verified: bool

    @property
    def is_sound(self) -> bool:
        """Whether the basis is in force on the day."""
        return self.state is BasisState.IN_FORCE


def _titles() -> dict[str, str]:
    """Return the id of every instrument by its title and its short title."""
    found = {row.title: row.id for row in lawbook.instruments().values()}
    return {**{row.short: row.id for row in lawbook.instruments().values()}, **found}


def holds(citation: Citation) -> bool:
    """Return whether the lawbook holds the article, or the instrument where none is named."""
    try:
        if citation.article:
            lawbook.article(citation)
        else:
            lawbook.instrument(citation)
    except lawbook.NoSuchLaw:
        return False
    return True


def counts(citation: Citation, *, on: date) -> bool:
    """Return whether the law of a citation is in force on a day."""
    return _state(citation, on) is BasisState.IN_FORCE


def _state(citation: Citation, on: date) -> BasisState:
    if not holds(citation):
        return BasisState.UNKNOWN
    row = lawbook.instrument(citation)
    if row.effective_on > on:
        return BasisState.UPCOMING
    is_over = row.ended_on is not None and row.ended_on <= on
    return BasisState.ENDED if is_over else BasisState.IN_FORCE


def cited(text: str) -> str:
    """Return a typed basis as the code of its citation where the lawbook holds it, else as text."""
    return rules.cited_basis(text, titles=_titles(), holds=holds)


def labelled(basis: str) -> str:
    """Return a basis as a sheet prints it, so that reading it gives the same basis again."""
    citation = rules.citation_of(basis)
    if citation is None or not holds(citation):
        return basis
    label = lawbook.cite_label(citation)
    return label if cited(label) == basis else basis


def basis_lines(item: PowerFacts, *, on: date) -> tuple[BasisLine, ...]:
    """Return the bases of an item with what the lawbook says of each on a day."""
    return tuple(_line(basis, on) for basis in item.bases)


def _line(basis: str, on: date) -> BasisLine:
    citation = rules.citation_of(basis)
    if citation is None or not holds(citation):
        return BasisLine(basis, None, BasisState.UNKNOWN, verified=False)
    row = lawbook.instrument(citation)
    verified = row.verified and (not citation.article or lawbook.article(citation).verified)
    return BasisLine(lawbook.cite_label(citation), citation, _state(citation, on), verified)


def ended_items(items: Iterable[PowerFacts], *, on: date) -> tuple[PowerFacts, ...]:
    """Return the items of which a basis is not in force on a day, as far as the lawbook knows."""
    return tuple(one for one in items if any_ended(one.bases, on=on))


def any_ended(bases: Iterable[str], *, on: date) -> bool:
    """Return whether one of these bases is in the lawbook and not in force on a day."""
    cited_ones = (rules.citation_of(basis) for basis in bases)
    bad = {BasisState.ENDED, BasisState.UPCOMING}
    return any(one is not None and _state(one, on) in bad for one in cited_ones)


def known_violations() -> frozenset[str]:
    """Return the keys of all violations of the lawbook, in force or not."""
    return frozenset(lawbook.newest())


def sectors() -> dict[str, str]:
    """Return the printed sectors by code; the register lies above (decision record 0009)."""
    return dict(import_string(settings.ZHUNSHENG_SECTORS).pairs())


def sector_codes(typed: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of printed sectors; what is none stays as it was typed."""
    codes = {label: code for code, label in sectors().items()}
    return tuple(codes.get(one, one) for one in typed)


def sector_labels(item: PowerFacts) -> tuple[str, ...]:
    """Return the sectors that an item is for as they are printed."""
    labels = sectors()
    return tuple(labels.get(one, one) for one in item.sectors)


def faults(items: Iterable[PowerFacts]) -> tuple[str, ...]:
    """Return the codes of the items that have something against them."""
    known, held = known_violations(), sectors()
    found = (one.code for one in items if rules.item_findings(one, known=known, sectors=held))
    return tuple(found)


def proposal(*, subject: str, on: date) -> tuple[PowerFacts, ...]:
    """Return a first list from the law of a day."""
    rows = lawbook.violations(on=on).values()
    items = rules.proposal(rows, subject=subject, counts=lambda one: counts(one, on=on))
    return tuple(sorted(items, key=_rank))


def _rank(item: PowerFacts) -> int:
    """Return where an item stands in a proposal: penalties by the rank of their law, the rest."""
    law = rules.citation_of(item.bases[0])
    ranks = list(InstrumentRank)
    if item.kind is not PowerKind.PENALTY or law is None:
        return len(ranks)
    return ranks.index(lawbook.instrument(law).rank)


def violation_lines(item: PowerFacts) -> tuple[lawbook.Violation, ...]:
    """Return the violations that stand on an item, in their newest version."""
    held = lawbook.newest()
    return tuple(held[key] for key in item.violations if key in held)
