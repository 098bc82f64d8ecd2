"""Payments that are known already, by the receipt or by the bank's own reference."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import Payment
from zhunsheng.cases.rules import PaymentDraft


def booked(scope: Scope, draft: PaymentDraft) -> QuerySet[Payment]:
    """Return the payments that stand under the receipt of this one, or its bank's reference."""
    named = Q(pk__in=())
    for key in {draft.receipt, draft.reference} - {""}:
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
