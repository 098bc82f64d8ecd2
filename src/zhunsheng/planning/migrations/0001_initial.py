import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('plan_version', models.PositiveSmallIntegerField(default=1, verbose_name='计划版本')),
                ('officers_count', models.PositiveIntegerField(verbose_name='行政执法人员数')),
                ('staff_count', models.PositiveIntegerField(null=True, verbose_name='在册人员数')),
                ('stated_units', models.PositiveIntegerField(null=True, verbose_name='载明的单位总数')),
                ('goals', models.TextField(blank=True, verbose_name='目标任务')),
                ('amendment_reason', models.CharField(blank=True, max_length=400, verbose_name='调整理由')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='版本')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='planning.annualplan', verbose_name='被调整的版本')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='annualplan_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'year', 'plan_version'), name='plan_version_is_one_in_year')],
            },
        ),
        migrations.CreateModel(
            name='PlanAct',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('sequence', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('on', models.DateField(verbose_name='日期')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='文号或者回执')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='说明')),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='内容校验值')),
                ('by_name', models.CharField(max_length=60, verbose_name='办理人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='planning.annualplan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='planact_is_of_one_bureau'), models.UniqueConstraint(fields=('plan', 'sequence'), name='plan_act_is_one_in_order')],
            },
        ),
        migrations.CreateModel(
            name='PlanDays',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('item', models.CharField(choices=[('O1', '开展安全生产综合监管'), ('O2', '实施行政许可'), ('O3', '组织生产安全事故调查和处理'), ('O4', '调查核实安全生产投诉举报'), ('O5', '参加有关部门联合执法'), ('O6', '办理法定登记、备案'), ('O7', '对中介服务机构的监督检查'), ('O8', '安全生产宣传教育培训'), ('O9', '行政复议、行政应诉'), ('O10', '本级政府或者上级部门安排的其他执法任务'), ('X1', '机关值班'), ('X2', '学习、培训、考核、会议'), ('X3', '检查指导下级工作'), ('X4', '参加党群活动'), ('X5', '病假、事假'), ('X6', '法定年休假、探亲假、婚（丧）假'), ('X7', '本级政府或者上级部门安排的其他非执法任务')], max_length=3, verbose_name='项目')),
                ('days', models.PositiveIntegerField(verbose_name='工作日')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='planning.annualplan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='plandays_is_of_one_bureau'), models.UniqueConstraint(fields=('plan', 'item'), name='item_is_once_in_plan')],
            },
        ),
        migrations.CreateModel(
            name='PlanPart',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('label', models.CharField(max_length=60, verbose_name='检查任务')),
                ('kind', models.CharField(choices=[('KEY', '重点检查'), ('GENERAL', '一般检查（双随机）')], max_length=10, verbose_name='检查方式')),
                ('sector', models.CharField(blank=True, choices=[('HAZCHEM_TRADE', '危险化学品经营'), ('HAZCHEM_PRODUCTION', '化工生产'), ('GAS_STATION', '加油站'), ('FIREWORKS', '烟花爆竹'), ('NON_COAL_MINE', '非煤矿山'), ('METALLURGY', '金属冶炼'), ('INDUSTRY_TRADE', '工贸'), ('COMMERCE', '商贸'), ('OTHER', '其他')], max_length=20, verbose_name='行业领域')),
                ('unit_count', models.PositiveIntegerField(verbose_name='单位数')),
                ('visits_per_unit', models.PositiveSmallIntegerField(default=1, verbose_name='每家次数')),
                ('days', models.PositiveIntegerField(null=True, verbose_name='工作日')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='planning.annualplan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='planpart_is_of_one_bureau'), models.UniqueConstraint(fields=('plan', 'number'), name='part_number_is_one_in_plan')],
            },
        ),
        migrations.CreateModel(
            name='PlanUnit',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('months', models.JSONField(default=list, verbose_name='检查月份')),
                ('reasons', models.JSONField(default=list, verbose_name='列入理由')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity', verbose_name='单位')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='planning.planpart')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='planning.annualplan')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'entity'], name='plan_unit_by_entity')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='planunit_is_of_one_bureau'), models.UniqueConstraint(fields=('part', 'entity'), name='unit_is_once_in_part')],
            },
        ),
    ]
