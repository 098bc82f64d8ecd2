"""Which visits are published unit by unit."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind
from zhunsheng.inspection.models import Inspection


def for_publication(scope: Scope) -> QuerySet[Inspection]:
    """
    Return the visits whose result is published unit by unit (国办发〔2018〕118号).

    Those that a draw brought about, and those whose result the entity was told.
    """
    drawn = Q(
        basis_kind__in=[BasisKind.OWN_DRAW.value, BasisKind.JOINT_DRAW.value],
        basis_id__isnull=False,
    )
    told = Q(basis_kind__in=[one.value for one in ENFORCEMENT_BASES], result_notice__isnull=False)
    rows: QuerySet[Inspection] = Inspection.objects.of(scope).filter(
        drawn | told, visited_on__isnull=False
    )
    return rows.select_related("entity").order_by("visited_on", "id")
