"""An annulment of before the acts of a challenged decision is told as an act as well."""

from datetime import UTC, datetime, time

from django.db import migrations, models

from zhunsheng.kernel.act import derived_id
from zhunsheng.kernel.canonical import canonical_text

KINDS = [
    ("ANNULLED", "决定被撤销"),
    ("INVALID", "决定被确认无效"),
    ("WITHDRAWN", "本机关自行撤销决定"),
]


def tell(apps, _editor):
    act = apps.get_model("cases", "CaseAct")._base_manager
    annulments = apps.get_model("cases", "Annulment")._base_manager
    cases = apps.get_model("cases", "PenaltyCase")._base_manager
    for row in annulments.select_related("decision"):
        own = act.filter(case=row.decision.case_id)
        if own.filter(step="decision_changed").exists():
            continue
        at = datetime.combine(row.annulled_on, time(), tzinfo=UTC)
        act.create(
            id=derived_id(at, str(row.id), "case.act"),
            bureau_id=row.bureau_id,
            case_id=row.decision.case_id,
            sequence=own.count() + 1,
            step="decision_changed",
            on=row.annulled_on,
            outcome=row.kind,
            data=canonical_text({"body": row.body, "paper": row.number, "fine_fen": 0}),
            by_name="",
        )
        cases.filter(id=row.decision.case_id).update(version=models.F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_harm_may_be_open")]

    operations = [
        migrations.AlterField(
            model_name="annulment",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=12, verbose_name="结果"),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
