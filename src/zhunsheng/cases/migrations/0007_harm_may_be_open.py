"""Whether somebody was harmed may be open: an unticked box proved nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_payment_kind")]

    operations = [
        migrations.AlterField(
            model_name="penaltycase",
            name="harmful",
            field=models.BooleanField(null=True, verbose_name="涉及生命健康安全且有危害后果"),
        ),
        migrations.RunSQL(
            "UPDATE cases_penaltycase SET harmful = NULL WHERE harmful = false",
            migrations.RunSQL.noop,
        ),
    ]
