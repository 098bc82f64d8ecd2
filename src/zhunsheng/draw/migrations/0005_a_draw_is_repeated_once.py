"""A draw is repeated once: two repetitions cannot both stand (国发〔2019〕5号)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("draw", "0004_photo_of_the_throw"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.UniqueConstraint(
                condition=models.Q(("repeats__isnull", False)),
                fields=("repeats",),
                name="draw_is_repeated_once",
            ),
        ),
    ]
