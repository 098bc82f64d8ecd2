"""
Bills in the lists of the bank get the form in which payments are kept and compared.

Those of a month that was concluded stay as they are: its digest holds them as they were typed.
"""

import unicodedata

from django.db import migrations


def key(number: str) -> str:
    folded = unicodedata.normalize("NFKC", number).upper()
    kinds = ((c, unicodedata.category(c)) for c in folded if not c.isspace())
    return "".join(
        "-" if k == "Pd" or c == "\u2212" else c for c, k in kinds if k not in ("Cc", "Cf")
    )


def rekey(apps, _editor):
    rows = apps.get_model("execution", "BankLine")._base_manager
    for row in rows.filter(reconciliation__concluded_on=None).order_by("id").iterator():
        ebill = key(row.ebill)
        if ebill != row.ebill and not rows.filter(bureau=row.bureau_id, ebill=ebill).exists():
            rows.filter(pk=row.pk).update(ebill=ebill)


class Migration(migrations.Migration):
    dependencies = [("execution", "0003_gains_are_paid_by_code")]

    operations = [migrations.RunPython(rekey, migrations.RunPython.noop)]
