import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('round', models.PositiveSmallIntegerField(verbose_name='稿次')),
                ('title', models.CharField(max_length=160, verbose_name='标题')),
                ('note', models.TextField(blank=True, verbose_name='说明')),
                ('as_of', models.DateField(verbose_name='数据截至')),
                ('compiled_on', models.DateField(verbose_name='编制日期')),
                ('compiled_by', models.CharField(max_length=60, verbose_name='编制人')),
                ('manifest', models.TextField(verbose_name='数字清单和正文')),
                ('manifest_hash', models.CharField(max_length=64, verbose_name='数字清单校验值')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='report_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'year', 'round'), name='report_round_is_one_in_year')],
            },
        ),
    ]
