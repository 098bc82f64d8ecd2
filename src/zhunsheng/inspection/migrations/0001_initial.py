import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('registry', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DAILY', '日常检查'), ('CASE', '个案检查'), ('SPECIAL', '专项检查')], max_length=10, verbose_name='检查类别')),
                ('basis_kind', models.CharField(choices=[('PLAN', '年度监督检查计划'), ('OWN_DRAW', '部门内双随机'), ('JOINT_DRAW', '跨部门双随机'), ('TIP', '举报核查'), ('REFERRAL', '移送交办'), ('CAMPAIGN', '专项行动'), ('SERVICE', '指导服务')], max_length=12, verbose_name='任务来源')),
                ('basis_id', models.UUIDField(null=True, verbose_name='来源记录')),
                ('campaign', models.CharField(blank=True, max_length=60, verbose_name='专项行动')),
                ('items', models.CharField(blank=True, max_length=400, verbose_name='检查事项')),
                ('planned_on', models.DateField(null=True, verbose_name='拟检查日期')),
                ('urgent_on', models.DateField(null=True, verbose_name='紧急检查日期')),
                ('urgent_reason', models.CharField(blank=True, max_length=400, verbose_name='紧急情况')),
                ('approved_on', models.DateField(null=True, verbose_name='批准日期')),
                ('approver_id', models.UUIDField(null=True, verbose_name='批准人')),
                ('approver_name', models.CharField(blank=True, max_length=60, verbose_name='批准人姓名')),
                ('visited_on', models.DateField(null=True, verbose_name='检查日期')),
                ('started_at', models.DateTimeField(null=True, verbose_name='开始时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='结束时间')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='检查场所')),
                ('situation', models.TextField(blank=True, verbose_name='检查情况')),
                ('site_head', models.CharField(blank=True, max_length=60, verbose_name='现场负责人')),
                ('site_head_post', models.CharField(blank=True, max_length=60, verbose_name='现场负责人职务')),
                ('notice_shown', models.BooleanField(default=False, verbose_name='已出示通知书')),
                ('certificates_shown', models.BooleanField(default=False, verbose_name='已出示执法证件')),
                ('recusal_told', models.BooleanField(default=False, verbose_name='已告知回避权利')),
                ('signed', models.BooleanField(default=False, verbose_name='现场负责人已签字')),
                ('refusal_note', models.CharField(blank=True, max_length=200, verbose_name='拒签情况')),
                ('witness', models.CharField(blank=True, max_length=60, verbose_name='见证人')),
                ('recording', models.CharField(blank=True, max_length=200, verbose_name='音像记录')),
                ('helpers', models.CharField(blank=True, max_length=200, verbose_name='随同人员')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='版本')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity', verbose_name='单位')),
                ('record_document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='现场检查记录')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='受委托街道')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'visited_on', 'entity'], name='inspection_by_visit'), models.Index(fields=['bureau', 'entity', 'visited_on'], name='inspection_by_entity'), models.Index(fields=['bureau', 'unit', 'visited_on'], name='inspection_by_unit'), models.Index(fields=['bureau', 'basis_kind', 'visited_on'], name='inspection_by_basis'), models.Index(fields=['basis_id'], name='inspection_by_source')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='inspection_is_of_one_bureau'), models.CheckConstraint(condition=models.Q(('visited_on__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='inspection_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('approved_on__isnull', False), ('urgent_on__isnull', False), _connector='OR'), name='inspection_is_approved_or_urgent')],
            },
        ),
        migrations.CreateModel(
            name='InspectionFinding',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('violation_key', models.CharField(blank=True, max_length=60, verbose_name='违法行为')),
                ('basis', models.CharField(max_length=40, verbose_name='违反的规定')),
                ('description', models.CharField(max_length=400, verbose_name='存在的问题')),
                ('place', models.CharField(max_length=120, verbose_name='部位')),
                ('grade', models.CharField(choices=[('GENERAL', '一般'), ('MAJOR', '重大')], max_length=10, verbose_name='等级')),
                ('immediate_fix', models.BooleanField(default=False, verbose_name='当场改正')),
                ('requirement', models.CharField(blank=True, max_length=200, verbose_name='整改要求')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='inspection.inspection')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'inspection', 'number'], name='findings_in_order'), models.Index(fields=['bureau', 'violation_key'], name='finding_by_violation')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='inspectionfinding_is_of_one_bureau'), models.UniqueConstraint(fields=('inspection', 'number'), name='finding_number_is_one_in_inspection')],
            },
        ),
        migrations.CreateModel(
            name='InspectionOfficer',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officer_rows', to='inspection.inspection')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.officer')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'inspection', 'place'], name='officers_in_order')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='inspectionofficer_is_of_one_bureau'), models.UniqueConstraint(fields=('inspection', 'officer'), name='officer_is_once_in_inspection')],
            },
        ),
        migrations.AddField(
            model_name='inspection',
            name='officers',
            field=models.ManyToManyField(related_name='+', through='inspection.InspectionOfficer', to='workforce.officer'),
        ),
        migrations.CreateModel(
            name='RectificationOrder',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('issued_on', models.DateField(verbose_name='责令日期')),
                ('due_on', models.DateField(verbose_name='整改期限')),
                ('extended_to', models.DateField(null=True, verbose_name='延长后的期限')),
                ('findings_count', models.PositiveSmallIntegerField(verbose_name='责令整改项数')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='责令限期整改指令书')),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='order', to='inspection.inspection')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'issued_on'], name='order_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='rectificationorder_is_of_one_bureau'), models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('issued_on'))), name='order_is_due_after_issue')],
            },
        ),
        migrations.CreateModel(
            name='OrderExtension',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('granted_on', models.DateField(verbose_name='批准日期')),
                ('before', models.DateField(verbose_name='原期限')),
                ('until', models.DateField(verbose_name='延至')),
                ('reason', models.CharField(max_length=200, verbose_name='延期理由')),
                ('approver_name', models.CharField(max_length=60, verbose_name='批准人姓名')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='inspection.rectificationorder')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='orderextension_is_of_one_bureau'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('before'))), name='extension_is_longer')],
            },
        ),
        migrations.CreateModel(
            name='Reinspection',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(verbose_name='复查日期')),
                ('site_head', models.CharField(max_length=60, verbose_name='现场负责人')),
                ('officers_text', models.CharField(max_length=200, verbose_name='复查人员')),
                ('all_done', models.BooleanField(verbose_name='全部完成整改')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='整改复查意见书')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reinspections', to='inspection.rectificationorder')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'order', 'all_done'], name='reinspection_by_result'), models.Index(fields=['bureau', 'on'], name='reinspection_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='reinspection_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='ReinspectionResult',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('result', models.CharField(choices=[('DONE', '已整改'), ('IN_PROGRESS', '正在整改'), ('NOT_DONE', '未整改')], max_length=12, verbose_name='复查结果')),
                ('situation', models.CharField(blank=True, max_length=400, verbose_name='复查情况')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='inspection.inspectionfinding')),
                ('reinspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='inspection.reinspection')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='reinspectionresult_is_of_one_bureau'), models.UniqueConstraint(fields=('reinspection', 'finding'), name='finding_is_reinspected_once_at_a_time')],
            },
        ),
    ]
