"""The wrong code of an entry that was merged into another is free for the unit that bears it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0009_wrong_codes_are_merged"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="businessentity",
            name="credit_code_is_one_in_bureau",
        ),
        migrations.AddConstraint(
            model_name="businessentity",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("credit_code", ""), _negated=True),
                    ("merged_into__isnull", True),
                ),
                fields=("bureau", "credit_code"),
                name="credit_code_is_one_in_bureau",
            ),
        ),
    ]
