"""What came out of dice or a public event is written by one hand and checked by another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_an_enterprise_speaks_for_itself'),
        ('draw', '0005_a_draw_is_repeated_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='DrawOutcome',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='第几次录入')),
                ('numbers', models.CharField(max_length=200, verbose_name='点数或者结果的数字')),
                ('witnesses', models.JSONField(default=list, verbose_name='见证人')),
                ('source', models.CharField(max_length=200, verbose_name='地点或者出处')),
                ('proof', models.CharField(blank=True, max_length=64, verbose_name='掷骰现场照片校验值')),
                ('entered_by', models.UUIDField(verbose_name='录入账号')),
                ('entered_on', models.DateField(verbose_name='录入日期')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='draw.draw')),
            ],
        ),
        migrations.AddField(
            model_name='drawseed',
            name='outcome',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seed_row', to='draw.drawoutcome', verbose_name='经核对的结果'),
        ),
        migrations.AddConstraint(
            model_name='drawoutcome',
            constraint=models.UniqueConstraint(fields=('bureau', 'id'), name='drawoutcome_is_of_one_bureau'),
        ),
        migrations.AddConstraint(
            model_name='drawoutcome',
            constraint=models.UniqueConstraint(fields=('draw', 'number'), name='outcome_is_one_in_draw'),
        ),
    ]
