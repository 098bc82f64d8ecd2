"""A case may decide anew what another decided whose decision lost its force."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_annulments_are_acts")]

    operations = [
        migrations.AddField(
            model_name="penaltycase",
            name="remade_of",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remaking",
                to="cases.penaltycase",
            ),
        ),
    ]
