import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('registry', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120, verbose_name='抽查任务')),
                ('kind', models.CharField(choices=[('OWN', '部门内双随机'), ('JOINT', '跨部门联合双随机')], max_length=10, verbose_name='抽查方式')),
                ('units_to_draw', models.PositiveIntegerField(verbose_name='抽取家数')),
                ('units_count', models.PositiveIntegerField(verbose_name='名录家数')),
                ('officers_count', models.PositiveIntegerField(verbose_name='名录人数')),
                ('pool', models.TextField(verbose_name='名录规范文本')),
                ('pool_hash', models.CharField(max_length=64, verbose_name='名录校验值')),
                ('published_on', models.DateField(verbose_name='名录公布日期')),
                ('published_at', models.DateTimeField(verbose_name='名录公布时间')),
                ('repeat_reason', models.CharField(blank=True, max_length=400, verbose_name='重新抽取理由')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('repeats', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='draw.draw', verbose_name='前次抽取')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'published_on'], name='draw_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='draw_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='DrawnUnit',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('rank', models.PositiveIntegerField(verbose_name='次序')),
                ('ticket', models.CharField(max_length=64, verbose_name='签')),
                ('pair_ticket', models.CharField(max_length=64, verbose_name='人员签')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drawn', to='draw.draw')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity', verbose_name='单位')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.officer', verbose_name='人员一')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.officer', verbose_name='人员二')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='drawnunit_is_of_one_bureau'), models.UniqueConstraint(fields=('draw', 'rank'), name='rank_is_one_in_draw'), models.UniqueConstraint(fields=('draw', 'entity'), name='unit_is_drawn_once'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='pair_is_of_two_officers')],
            },
        ),
        migrations.CreateModel(
            name='DrawRun',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('run_on', models.DateField(verbose_name='抽取日期')),
                ('run_at', models.DateTimeField(verbose_name='抽取时间')),
                ('record_hash', models.CharField(max_length=64, verbose_name='记录校验值')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='run_row', to='draw.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='drawrun_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='DrawSeed',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('contributions', models.JSONField(default=list, verbose_name='各方提供的内容')),
                ('seed', models.CharField(max_length=64, verbose_name='种子')),
                ('bound_on', models.DateField(verbose_name='种子确定日期')),
                ('bound_at', models.DateTimeField(verbose_name='种子确定时间')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seed_row', to='draw.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='drawseed_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='PartnerResult',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('partner', models.CharField(max_length=80, verbose_name='部门')),
                ('result', models.CharField(max_length=400, verbose_name='检查结果')),
                ('reported_on', models.DateField(verbose_name='反馈日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_results', to='draw.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='partnerresult_is_of_one_bureau')],
            },
        ),
    ]
