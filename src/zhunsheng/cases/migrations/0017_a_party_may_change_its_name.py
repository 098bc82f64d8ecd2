"""
A party may change its name while its case runs.

Until now a person of an entity was told from the entity itself by comparing the names; the answer
of that day is kept as what the case knows.
"""

from django.db import migrations, models
from django.db.models import F


def keep_the_answer(apps, _editor):
    rows = apps.get_model("cases", "PenaltyCase")._base_manager.filter(party_kind="PERSON")
    rows.exclude(party_name=F("party__name")).update(is_person_of=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_evidence_shows_the_day_of_birth")]

    operations = [
        migrations.AddField(
            model_name="penaltycase",
            name="former_name",
            field=models.CharField(blank=True, default="", max_length=400, verbose_name="曾用名"),
        ),
        migrations.AddField(
            model_name="penaltycase",
            name="is_person_of",
            field=models.BooleanField(default=False, verbose_name="是否单位的人员"),
        ),
        migrations.RunPython(keep_the_answer, migrations.RunPython.noop),
    ]
