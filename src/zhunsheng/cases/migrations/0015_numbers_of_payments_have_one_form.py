"""
Bills and references of payments get the form in which later ones are kept and compared.

A row whose number is taken in that form is the same money booked twice: both stay as they are, and
the comparison with the list of the bank shows the second as not listed.
"""

import unicodedata

from django.db import migrations
from django.db.models import Q


def key(number: str) -> str:
    folded = unicodedata.normalize("NFKC", number).upper()
    kinds = ((c, unicodedata.category(c)) for c in folded if not c.isspace())
    return "".join(
        "-" if k == "Pd" or c == "\u2212" else c for c, k in kinds if k not in ("Cc", "Cf")
    )


def rekey(apps, _editor):
    rows = apps.get_model("cases", "Payment")._base_manager
    for row in rows.order_by("id").iterator():
        receipt, reference = key(row.receipt), key(row.reference)
        if (receipt, reference) == (row.receipt, row.reference):
            continue
        taken = Q(kind=row.kind, receipt=receipt)
        taken |= (
            Q(kind=row.kind, reference=reference)
            if reference
            else Q(receipt=receipt, reference="")
        )
        others = rows.filter(bureau=row.bureau_id).exclude(pk=row.pk)
        if others.filter(taken).exists():
            continue
        rows.filter(pk=row.pk).update(receipt=receipt, reference=reference)


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_counted_without_reading")]

    operations = [migrations.RunPython(rekey, migrations.RunPython.noop)]
