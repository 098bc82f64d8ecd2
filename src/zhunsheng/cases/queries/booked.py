"""Payments that are known already, by the receipt or by the bank's own reference."""

from __future__ import annotations

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import CaseAct, Payment


def is_booked(scope: Scope, receipt: str, reference: str) -> bool:
    """Return whether a payment stands under this receipt, or under this reference of the bank."""
    keys = {one for one in (receipt, reference) if one}
    named = Q()
    for key in keys:
        named |= Q(receipt__iexact=key)
    if not keys or Payment.objects.of(scope).filter(named).exists():
        return bool(keys)
    told = CaseAct.objects.of(scope).filter(step="payment")
    return any(told.filter(data__contains=f'"reference":"{key}"').exists() for key in keys)
