"""Refunds and banked cash of before the case knew them are told as acts of the case as well."""

import json

from django.db import migrations, models

from zhunsheng.kernel.act import derived_id, instant_of
from zhunsheng.kernel.canonical import canonical_text

STEPS = ("cash_banked", "refund")


def tell(apps, _editor):
    done = apps.get_model("execution", "ExecutionAct")._base_manager
    act = apps.get_model("cases", "CaseAct")._base_manager
    cases = apps.get_model("cases", "PenaltyCase")._base_manager
    for row in done.filter(step__in=STEPS).select_related("execution").order_by("id"):
        case = row.execution.case_id
        own = act.filter(case=case)
        act.create(
            id=derived_id(instant_of(row.id), str(row.id), "case.act"),
            bureau_id=row.bureau_id,
            case_id=case,
            sequence=own.count() + 1,
            step=row.step,
            on=row.on,
            outcome="",
            data=canonical_text({"amount_fen": json.loads(row.data)["amount_fen"]}),
            by_name=row.by_name,
        )
        cases.filter(id=case).update(version=models.F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_annulments_are_acts"),
        ("execution", "0001_initial"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
