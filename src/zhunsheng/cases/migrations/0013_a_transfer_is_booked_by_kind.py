"""The bank's reference becomes a column, so that one transfer is booked once for each kind."""

import json

from django.db import migrations, models


def fill(apps, _editor):
    acts = apps.get_model("cases", "CaseAct")._base_manager.filter(step="payment")
    payments = apps.get_model("cases", "Payment")._base_manager
    for act in acts.order_by("id").iterator():
        said = json.loads(act.data)
        if said.get("reference"):
            rows = payments.filter(case=act.case_id, receipt=said["receipt"])
            rows.update(reference=said["reference"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_gains_are_a_payment")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="reference",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="银行流水号"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="payment", name="payment_receipt_is_one_in_bureau"
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", "")),
                fields=("bureau", "receipt"),
                name="payment_receipt_is_one_in_bureau",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                fields=("bureau", "kind", "receipt"), name="payment_receipt_is_one_of_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("bureau", "kind", "reference"),
                name="payment_reference_is_one_of_kind",
            ),
        ),
    ]
