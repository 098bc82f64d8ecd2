import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_filters_and_drafts'),
        ('registry', '0004_overall_credit_grade'),
    ]

    operations = [
        migrations.CreateModel(
            name='RiskChange',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('before', models.CharField(choices=[('A', 'A（低风险）'), ('B', 'B（一般风险）'), ('C', 'C（较大风险）'), ('D', 'D（重大风险）')], max_length=2, verbose_name='原风险等级')),
                ('after', models.CharField(choices=[('A', 'A（低风险）'), ('B', 'B（一般风险）'), ('C', 'C（较大风险）'), ('D', 'D（重大风险）')], max_length=2, verbose_name='现风险等级')),
                ('on', models.DateField(verbose_name='日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'entity', 'on'], name='risk_change_by_entity')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='riskchange_is_of_one_bureau')],
            },
        ),
    ]
