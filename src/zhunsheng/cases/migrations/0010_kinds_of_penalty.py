"""A decision keeps the kinds of penalty beside fine and warning, each with what it consists of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_a_matter_may_be_decided_anew")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="measures",
            field=models.JSONField(default=list, verbose_name="其他处罚"),
        ),
    ]
