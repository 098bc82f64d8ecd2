"""An imported old plan keeps the approval that its file states."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("planning", "0003_parts_by_draw_teams_and_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="annualplan",
            name="told_approved_on",
            field=models.DateField(null=True, verbose_name="导入文件载明的批准日期"),
        ),
        migrations.AddField(
            model_name="annualplan",
            name="told_approval_number",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="导入文件载明的批准文号"
            ),
            preserve_default=False,
        ),
    ]
