"""A case knows who the natural person is that it is against: identity and own address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_kinds_of_penalty")]

    operations = [
        migrations.AddField(
            model_name="penaltycase",
            name="identity_number",
            field=models.CharField(
                blank=True, default="", max_length=40, verbose_name="身份证件号码"
            ),
        ),
        migrations.AddField(
            model_name="penaltycase",
            name="identity_evidence",
            field=models.UUIDField(null=True, verbose_name="证明身份的证据"),
        ),
        migrations.AddField(
            model_name="penaltycase",
            name="own_address",
            field=models.CharField(
                blank=True, default="", max_length=200, verbose_name="本人住址"
            ),
        ),
    ]
