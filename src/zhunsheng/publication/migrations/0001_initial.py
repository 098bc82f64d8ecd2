import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DECISION', '行政处罚决定'), ('INSPECTION_RESULT', '行政检查结果'), ('DRAW_RESULT', '随机抽查结果'), ('PLAN', '年度监督检查计划'), ('REPORT', '法治政府建设年度报告')], max_length=20, verbose_name='类别')),
                ('subject_id', models.UUIDField(verbose_name='事项')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='次数')),
                ('title', models.CharField(max_length=300, verbose_name='名称')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='文号')),
                ('party', models.CharField(blank=True, max_length=120, verbose_name='当事人')),
                ('decided_on', models.DateField(verbose_name='作出日期')),
                ('due_on', models.DateField(null=True, verbose_name='公示期限')),
                ('published_on', models.DateField(verbose_name='公示日期')),
                ('place', models.CharField(max_length=120, verbose_name='公示平台')),
                ('snapshot', models.TextField(verbose_name='公示内容')),
                ('snapshot_hash', models.CharField(max_length=64, verbose_name='内容校验值')),
                ('published_by', models.CharField(max_length=60, verbose_name='公示人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', '-published_on', '-id'], name='publication_by_day'), models.Index(fields=['bureau', 'subject_id'], name='publication_by_subject')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='publication_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'kind', 'subject_id', 'round'), name='publication_round_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=400, verbose_name='撤回理由')),
                ('changed_on', models.DateField(verbose_name='原决定变更或者失效日期')),
                ('due_on', models.DateField(null=True, verbose_name='撤回期限')),
                ('withdrawn_on', models.DateField(verbose_name='撤回日期')),
                ('withdrawn_by', models.CharField(max_length=60, verbose_name='撤回人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='publication.publication')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='withdrawal_is_of_one_bureau')],
            },
        ),
    ]
