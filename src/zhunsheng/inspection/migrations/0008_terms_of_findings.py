"""Each ordered finding has a term of its own; an order knows the first that still runs."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def keep_terms(apps, schema_editor):
    """Take the term of each order for that of all its findings, as it was until now."""
    order = apps.get_model("inspection", "RectificationOrder")
    finding = apps.get_model("inspection", "InspectionFinding")
    order.objects.update(current_due_on=Coalesce("extended_to", "due_on"))
    ends = order.objects.filter(inspection=OuterRef("inspection")).values("current_due_on")[:1]
    finding.objects.filter(immediate_fix=False, inspection__order__isnull=False).update(
        due_on=Subquery(ends)
    )


def extended_again(apps, schema_editor):
    """Put the term that runs back where it stood."""
    order = apps.get_model("inspection", "RectificationOrder")
    order.objects.exclude(current_due_on=F("due_on")).update(extended_to=F("current_due_on"))


class Migration(migrations.Migration):

    dependencies = [
        ("inspection", "0007_approval_instants"),
    ]

    operations = [
        migrations.AddField(
            model_name="inspectionfinding",
            name="standard",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="判定标准"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inspectionfinding",
            name="due_on",
            field=models.DateField(null=True, verbose_name="整改期限"),
        ),
        migrations.AddField(
            model_name="rectificationorder",
            name="current_due_on",
            field=models.DateField(null=True, verbose_name="现行期限"),
        ),
        migrations.RunPython(keep_terms, extended_again),
        migrations.AlterField(
            model_name="rectificationorder",
            name="current_due_on",
            field=models.DateField(verbose_name="现行期限"),
        ),
        migrations.RemoveField(
            model_name="rectificationorder",
            name="extended_to",
        ),
        migrations.AlterField(
            model_name="reinspectionresult",
            name="result",
            field=models.CharField(
                choices=[
                    ("DONE", "已整改"),
                    ("IN_PROGRESS", "正在整改"),
                    ("NOT_DONE", "未整改"),
                    ("NOT_DUE", "期限未届满"),
                ],
                max_length=12,
                verbose_name="复查结果",
            ),
        ),
    ]
