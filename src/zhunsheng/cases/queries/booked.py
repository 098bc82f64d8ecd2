"""Payments that are known already, by the receipt or by the bank's own reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CollectionWay, PaymentKind
from zhunsheng.cases.models import CaseAct, Payment, PenaltyCase
from zhunsheng.cases.rules.booking import APART_DAYS, Booked
from zhunsheng.cases.rules.inputs import receipt_key
from zhunsheng.cases.rules.settling import PaymentDraft


def booked(scope: Scope, draft: PaymentDraft) -> QuerySet[Payment]:
    """Return the payments that stand under the receipt of this one, or its bank's reference."""
    return under(scope, {draft.receipt, draft.reference} - {""})


def under(scope: Scope, numbers: Iterable[str]) -> QuerySet[Payment]:
    """Return the payments that stand under one of these numbers, as a receipt or a reference."""
    named = Q(pk__in=())
    for key in numbers:
        named |= Q(receipt__iexact=key) | Q(reference__iexact=key)
    rows: QuerySet[Payment] = Payment.objects.of(scope).filter(named)
    return rows


def is_booked(scope: Scope, case: UUID, draft: PaymentDraft, *, on: date) -> bool:
    """
    Return whether a payment is booked already.

    One transfer may pay for several kinds of one case: each kind of it is booked once, under the
    bank's reference and on the day on which it came in.
    """

    def is_other_part(row: Payment) -> bool:
        of_transfer = row.reference == draft.reference != "" and row.paid_on == on
        return of_transfer and row.case_id == case and row.kind != draft.kind.value

    return not all(is_other_part(row) for row in booked(scope, draft))


def payments(acts: Iterable[CaseAct]) -> tuple[Booked, ...]:
    """
    Return the payments of a case, each with the papers that came in by now.

    The acts of before keep a number as it was typed; its row has the form that is compared.
    """
    found: dict[int, Booked] = {}
    for act in acts:
        row = act.contents
        if act.step == "payment":
            found[act.sequence] = Booked(
                number=act.sequence,
                on=act.on,
                kind=PaymentKind(row.get("kind", PaymentKind.FINE)),
                way=CollectionWay(row.get("way", CollectionWay.BANK)),
                amount_fen=int(row["amount_fen"]),
                receipt=receipt_key(str(row["receipt"])),
                reference=receipt_key(str(row.get("reference", ""))),
            )
        elif act.step == "payment_paper":
            number = int(row["payment"])
            found[number] = _completed(found[number], receipt_key(str(row["number"])))
    return tuple(found.values())


def beside(scope: Scope, case: PenaltyCase, draft: PaymentDraft, *, on: date) -> tuple[Booked, ...]:
    """Return the payments of one amount that the party made in its other cases about a day."""
    rows: QuerySet[Payment] = Payment.objects.of(scope)
    same = Q(case__party_name=case.party_name)
    if not case.is_person_of:
        same |= Q(case__is_person_of=False)
    near = rows.filter(
        same,
        case__party_id=case.party_id,
        amount_fen=draft.amount_fen,
        paid_on__range=(on - APART_DAYS, on + APART_DAYS),
    ).exclude(case_id=case.id)
    return tuple(
        Booked(
            number=0,
            on=row.paid_on,
            kind=PaymentKind(row.kind),
            way=CollectionWay(row.way),
            amount_fen=row.amount_fen,
            receipt=row.receipt,
            reference=row.reference,
            case=row.case.number or row.case.cause,
        )
        for row in near.select_related("case").order_by("paid_on", "id")
    )


def _completed(one: Booked, number: str) -> Booked:
    """Return a payment with the paper that it lacked."""
    if one.lacks_bill:
        return replace(one, receipt=number)
    return replace(one, reference=number)


def row_of(scope: Scope, case: UUID, one: Booked) -> Payment:
    """Return the row of a payment on record."""
    rows: QuerySet[Payment] = Payment.objects.of(scope)
    return rows.get(case_id=case, kind=one.kind.value, receipt=one.receipt)


def is_number_used(scope: Scope, case: UUID, one: Booked, number: str) -> bool:
    """
    Return whether another payment than one of the same transfer stands under a number.

    A payment that has its bill alone learns from its reference which transfer it was a part of.
    """
    transfer = one.reference or number
    parts = Q(case_id=case, reference__iexact=transfer, paid_on=one.on) & ~Q(kind=one.kind.value)
    return under(scope, {number} - {""}).exclude(parts).exists()
