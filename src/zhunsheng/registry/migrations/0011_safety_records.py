"""Fatal accidents and trial runs of units are kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_an_enterprise_speaks_for_itself'),
        ('registry', '0010_wrong_codes_are_free'),
    ]

    operations = [
        migrations.CreateModel(
            name='SafetyRecord',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('FATAL_ACCIDENT', '造成人员死亡的生产安全事故'), ('TRIAL_RUN', '试生产')], max_length=14, verbose_name='情形')),
                ('since', models.DateField(verbose_name='发生或者开始日期')),
                ('paper', models.CharField(max_length=120, verbose_name='来源文书')),
                ('number', models.CharField(max_length=80, verbose_name='文号或者编号')),
                ('noted_on', models.DateField(verbose_name='登记日期')),
                ('by_name', models.CharField(max_length=60, verbose_name='登记人')),
                ('ended_on', models.DateField(null=True, verbose_name='结束日期')),
                ('end_paper', models.CharField(blank=True, max_length=200, verbose_name='结束的文书和编号')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回日期')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='撤回理由')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity', verbose_name='单位')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='safetyrecord_is_of_one_bureau'), models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('entity', 'kind', 'since'), name='safety_record_is_noted_once')],
            },
        ),
    ]
