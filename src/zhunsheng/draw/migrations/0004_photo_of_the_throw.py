"""The photo of a throw of dice is kept with the seed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("draw", "0003_lists_and_parties"),
    ]

    operations = [
        migrations.AddField(
            model_name="drawseed",
            name="proof",
            field=models.CharField(
                blank=True, default="", max_length=64, verbose_name="掷骰现场照片校验值"
            ),
            preserve_default=False,
        ),
    ]
