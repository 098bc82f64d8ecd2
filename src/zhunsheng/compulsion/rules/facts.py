"""What the rules of a measure look at, and what its acts are told: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.compulsion.choices import (
    DefiedOrder,
    Ground,
    HandlingKind,
    ItemStanding,
    MatterKind,
    MeasureKind,
    ReleaseGround,
)
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact


@dataclass(frozen=True, slots=True)
class Matter:
    """
    A matter of a higher room that a measure serves, as that room tells it.

    ``recused`` are the officers who take no part in it any more, ``aside`` the accounts of the
    persons in charge who do not. ``kin`` are the records it came from, and the other files of it.
    """

    kind: MatterKind
    id: UUID
    entity: UUID
    entity_name: str
    label: str
    is_open: bool
    is_suspended: bool = False
    is_with_police: bool = False
    recused: frozenset[UUID] = frozenset()
    aside: frozenset[UUID] = frozenset()
    kin: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """
    An order to stop that another room recorded against a party and that still holds (70).

    ``kinds`` are the orders that it is, ``made_on`` its day.
    """

    kinds: frozenset[DefiedOrder]
    number: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    A paper by which sealed or seized things leave the party, as the room that made it tells it.

    ``handling`` is what it allows to do with them: a decision releases, a delivered penalty
    confiscates, a referral of a crime hands over (行政强制法 21, 27, 28).
    """

    handling: frozenset[HandlingKind]
    number: str
    made_on: date


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """
    What officers ask for: which measure, in which matter, why, and who will carry it out.

    ``order_scan`` is the piece of evidence that holds an order which no room recorded.
    """

    kind: MeasureKind
    matter_kind: MatterKind
    matter: UUID
    officers: tuple[UUID, ...]
    facts: str
    necessity: str
    ground: Ground | None = None
    objects: str = ""
    defied_order: DefiedOrder | None = None
    order_number: str = ""
    order_scan: UUID | None = None
    hazard: str = ""
    supplier: str = ""
    serves_residents: bool = False
    urgent: bool = False
    urgent_reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """
    A place, an installation or goods on the list, and how it stands to the violation.

    ``quantity`` is a decimal number as text, so that a list is hashed as it was typed. ``another``
    tells it apart from a thing like it that an earlier measure took.
    """

    name: str
    quantity: str
    unit: str
    features: str
    place: str
    keeper: str
    standing: ItemStanding = ItemStanding.CONNECTED
    another: str = ""


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """What officers write down on the spot (行政强制法 18)."""

    ended_at: datetime
    place: str
    attendant: str
    recording: str
    party_present: bool = True
    certificates_shown: bool = True
    rights_told: bool = True
    party_heard: bool = True
    statement: str = ""
    signed: bool = True
    refusal_note: str = ""
    witness: str = ""
    still_defied: bool = True
    items: tuple[ItemDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """How a notice reached the party: who signed for it, or how it was left and before whom."""

    receiver: str = ""
    relation: ReceivedBy | None = None
    place: str = ""
    refusal: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class HandlingDraft:
    """How sealing or seizing ends: the kind, why it is released, or by which decision."""

    kind: HandlingKind
    ground: ReleaseGround | None = None
    paper: str = ""
    note: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """
    All that the rules of a measure look at, for one act at the instant ``at``.

    Facts of a form that is not filled in yet stand at what raises no objection, so that a page
    names only what already hinders an act. Instants decide where the law counts hours. ``by_…`` is
    who acts: for a street alone, as the chief, as one of those who asked for the measure or carry
    it out, with an interest in the party, without a certificate that is valid on the day.
    ``begun_at`` is the instant of an urgent record, ``confirmed_on`` the day of the last yes
    of the chief to a cut, ``planned_at`` the hour that its notice announces. ``order_known`` tells
    whether the defied order is on record against the party and holds, or lies in the file.
    ``paper_holds`` tells whether a paper of the matter allows the handling, ``settled_early``
    that a release rests on a decision on the violation that nobody made yet. ``held_already`` names
    what of a list an earlier measure holds still, ``term_spent`` what had its term, ``told_alike``
    what is not told apart from such things; ``test_days_before`` are the days of earlier tests.
    """

    on: date
    at: datetime | None = None
    at_is_of_the_day: bool = True
    recorded_at: datetime | None = None
    acts: tuple[DoneAct, ...] = ()
    kind: MeasureKind = MeasureKind.SEALING
    ground: Ground | None = None
    ground_in_force: bool = True
    matter_known: bool = True
    matter_is_open: bool = True
    matter_is_suspended: bool = False
    matter_is_with_police: bool = False
    officers: tuple[OfficerFact, ...] = ()
    officers_unknown: int = 0
    interested: frozenset[str] = frozenset()
    delegates: frozenset[str] = frozenset()
    by_delegate: bool = False
    by_chief: bool = True
    by_takes_part: bool = False
    by_has_interest: bool = False
    by_is_uncertified: bool = False
    urgent: bool = False
    urgent_reason_given: bool = True
    reason_given: bool = True
    order_named: bool = True
    order_known: bool = True
    hazard_named: bool = True
    serves_residents: bool = False
    last_at: datetime | None = None
    executed_at: datetime | None = None
    begun_at: datetime | None = None
    noticed_at: datetime | None = None
    delivered_at: datetime | None = None
    receipt_holds: bool = True
    planned_at: datetime | None = None
    confirmed_on: date | None = None
    report_hours: int = 24
    notice_hours: int = 24
    approval_days: int = 30
    ends_before_it_starts: bool = False
    party_present: bool = True
    certificates_shown: bool = True
    rights_told: bool = True
    party_heard: bool = True
    signed: bool = True
    refusal_noted: bool = False
    witness_named: bool = False
    items_missing: bool = False
    standings: frozenset[ItemStanding] = frozenset()
    held_already: frozenset[str] = frozenset()
    term_spent: frozenset[str] = frozenset()
    told_alike: frozenset[str] = frozenset()
    still_defied: bool = True
    at_night: bool = False
    on_holiday: bool | None = False
    due_on: date | None = None
    extension_days: int | None = None
    extension_most: int = 30
    test_from: date | None = None
    test_until: date | None = None
    test_is_running: bool = False
    test_days_before: int = 0
    test_most: int = 90
    told_in_writing: bool = True
    handling: HandlingKind | None = None
    ground_of_release_named: bool = True
    paper_holds: bool = True
    law_named: bool = True
    settled_early: bool = False

    def done(self, step: str) -> bool:
        """Return whether the step was taken."""
        return any(act.step == step for act in self.acts)
