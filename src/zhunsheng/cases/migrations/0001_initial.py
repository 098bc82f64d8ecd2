import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('registry', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PenaltyCase',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='案号')),
                ('procedure', models.CharField(choices=[('SUMMARY', '简易程序'), ('ORDINARY', '普通程序')], max_length=10, verbose_name='程序')),
                ('party_kind', models.CharField(choices=[('UNIT', '单位'), ('PERSON', '个人')], max_length=10, verbose_name='当事人类别')),
                ('party_name', models.CharField(max_length=120, verbose_name='当事人')),
                ('cause', models.CharField(max_length=240, verbose_name='案由')),
                ('violation_keys', models.JSONField(default=list, verbose_name='违法行为')),
                ('facts', models.TextField(verbose_name='违法事实')),
                ('source', models.CharField(choices=[('INSPECTION', '监督检查发现'), ('TIP', '投诉举报'), ('TRANSFER', '其他机关移送'), ('ASSIGNED', '上级交办'), ('HANDED_UP', '街道（镇）提请查处'), ('ACCIDENT', '事故调查发现')], max_length=12, verbose_name='来源')),
                ('source_id', models.UUIDField(null=True, verbose_name='来源记录')),
                ('clue_on', models.DateField(verbose_name='发现日期')),
                ('violation_ended_on', models.DateField(null=True, verbose_name='违法行为终了日期')),
                ('harmful', models.BooleanField(default=False, verbose_name='涉及生命健康安全且有危害后果')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='版本')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.businessentity')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', '-clue_on', '-id'], name='case_by_day'), models.Index(fields=['bureau', 'party'], name='case_by_party'), models.Index(fields=['bureau', 'source', 'source_id'], name='case_by_source')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='penaltycase_is_of_one_bureau'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('bureau', 'number'), name='case_number_is_one_in_bureau')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('amount_fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('receipt', models.CharField(max_length=60, verbose_name='票据号')),
                ('paid_on', models.DateField(verbose_name='缴款日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='cases.penaltycase')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'paid_on'], name='payment_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='payment_is_of_one_bureau'), models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='payment_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('PENALTY', '给予行政处罚'), ('NO_PENALTY', '不予行政处罚')], max_length=12, verbose_name='决定')),
                ('procedure', models.CharField(choices=[('SUMMARY', '简易程序'), ('ORDINARY', '普通程序')], max_length=10, verbose_name='程序')),
                ('fine_fen', models.BigIntegerField(default=0, verbose_name='罚款（分）')),
                ('warning', models.BooleanField(default=False, verbose_name='警告')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
                ('decided_by', models.CharField(max_length=60, verbose_name='决定人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='cases.penaltycase')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'decided_on'], name='decision_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='decision_is_of_one_bureau'), models.CheckConstraint(condition=models.Q(('fine_fen__gte', 0)), name='decision_fine_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='CaseOfficer',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('certificate', models.CharField(max_length=40, verbose_name='执法证号')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.officer')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlers', to='cases.penaltycase')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='caseofficer_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'case', 'officer'), name='case_officer_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseAct',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('sequence', models.PositiveIntegerField(verbose_name='序号')),
                ('step', models.CharField(max_length=40, verbose_name='步骤')),
                ('on', models.DateField(verbose_name='办理日期')),
                ('outcome', models.CharField(blank=True, max_length=20, verbose_name='结果')),
                ('data', models.TextField(verbose_name='内容')),
                ('by_name', models.CharField(max_length=60, verbose_name='办理人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='cases.penaltycase')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'step', 'on'], name='case_act_by_step')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='caseact_is_of_one_bureau'), models.UniqueConstraint(fields=('case', 'sequence'), name='case_act_is_in_sequence')],
            },
        ),
    ]
