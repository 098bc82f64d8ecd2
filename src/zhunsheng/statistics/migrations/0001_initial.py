import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_filters_and_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatReturn',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=40, verbose_name='报表')),
                ('label', models.CharField(max_length=80, verbose_name='报表名称')),
                ('since', models.DateField(verbose_name='统计期间开始日期')),
                ('until', models.DateField(verbose_name='统计期间结束日期')),
                ('as_of', models.DateField(verbose_name='数据截至')),
                ('round', models.PositiveSmallIntegerField(verbose_name='版次')),
                ('is_nil', models.BooleanField(verbose_name='零报告')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='更正理由')),
                ('submitted_on', models.DateField(verbose_name='报送日期')),
                ('submitted_by', models.CharField(max_length=60, verbose_name='报送人')),
                ('snapshot', models.TextField(verbose_name='报表内容')),
                ('snapshot_hash', models.CharField(max_length=64, verbose_name='报表校验值')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='statreturn_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'form', 'since', 'round'), name='return_round_is_one_in_period')],
            },
        ),
    ]
