from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_earlier_offences'),
    ]

    operations = [
        migrations.AddField(
            model_name='penaltycase',
            name='violation_began_on',
            field=models.DateField(null=True, verbose_name='违法行为开始日期'),
        ),
        migrations.AddField(
            model_name='penaltycase',
            name='conduct',
            field=models.CharField(
                blank=True,
                choices=[('once', '一次性'), ('continuous', '连续'), ('continuing', '继续')],
                default='',
                max_length=10,
                verbose_name='持续情形',
            ),
        ),
    ]
