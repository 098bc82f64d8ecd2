"""
The number of a refund gets the form in which numbers are compared, beside what was typed.

What was typed stays: the form is a column of its own, so that a number is looked up, not folded.
The trigger against updates is put back after the migration, as always.
"""

import unicodedata

from django.db import migrations, models


def key(number: str) -> str:
    folded = unicodedata.normalize("NFKC", number).upper()
    kinds = ((c, unicodedata.category(c)) for c in folded if not c.isspace())
    return "".join(
        "-" if k == "Pd" or c == "\u2212" else c for c, k in kinds if k not in ("Cc", "Cf")
    )


def fill(apps, editor):
    rows = apps.get_model("execution", "Refund")._base_manager
    if not rows.exists():
        return
    table = rows.model._meta.db_table
    on = f' ON "{table}"' if editor.connection.vendor == "postgresql" else ""
    editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_update"{on}')
    for row in rows.order_by("id").iterator():
        rows.filter(pk=row.pk).update(key=key(row.ebill))


class Migration(migrations.Migration):
    dependencies = [("execution", "0004_numbers_of_the_list_have_one_form")]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="key",
            field=models.CharField(default="", max_length=240, verbose_name="凭证号的比对形式"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(fields=["bureau", "key"], name="refund_by_number"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
