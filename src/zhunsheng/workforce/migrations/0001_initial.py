import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficerImport',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='文件名')),
                ('digest', models.CharField(max_length=64, verbose_name='文件校验值')),
                ('rows_read', models.PositiveIntegerField(verbose_name='读取行数')),
                ('rows_taken', models.PositiveIntegerField(verbose_name='登记行数')),
                ('errors', models.JSONField(default=list, verbose_name='未登记的原因')),
                ('rejected', models.JSONField(default=list, verbose_name='未登记的原行')),
                ('headings', models.JSONField(default=list, verbose_name='表头')),
                ('ignored', models.CharField(blank=True, max_length=400, verbose_name='未使用的列')),
                ('imported_on', models.DateField(verbose_name='导入日期')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('by_name', models.CharField(max_length=60, verbose_name='导入人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='officerimport_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('pinyin_key', models.CharField(max_length=240, verbose_name='拼音序')),
                ('is_reviewer', models.BooleanField(default=False, verbose_name='法制审核人员')),
                ('legally_qualified', models.BooleanField(default=False, verbose_name='具有法律职业资格')),
                ('duties', models.CharField(blank=True, max_length=200, verbose_name='职责')),
                ('joined_on', models.DateField(verbose_name='登记日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='所属机构')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账户')),
                ('import_run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.officerimport', verbose_name='来源文件')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'pinyin_key', 'id'], name='officer_by_name')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='officer_is_of_one_bureau'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('bureau', 'user'), name='account_is_of_one_officer')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=120, verbose_name='培训内容')),
                ('hours', models.PositiveSmallIntegerField(verbose_name='学时')),
                ('held_on', models.DateField(verbose_name='培训日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='workforce.officer')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'officer', 'held_on'], name='training_by_officer')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='training_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('deed_number', models.CharField(max_length=60, verbose_name='委托书文号')),
                ('powers', models.JSONField(default=list, verbose_name='委托事项')),
                ('valid_from', models.DateField(verbose_name='期限自')),
                ('valid_until', models.DateField(verbose_name='期限至')),
                ('published_on', models.DateField(verbose_name='公布日期')),
                ('published_at', models.CharField(blank=True, max_length=200, verbose_name='公布处所')),
                ('granted_on', models.DateField(verbose_name='委托日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='街道（镇）')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='delegation_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'deed_number'), name='deed_number_is_one_in_bureau'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='delegation_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('entity_id', models.UUIDField(verbose_name='单位')),
                ('reason', models.CharField(max_length=200, verbose_name='利害关系')),
                ('declared_on', models.DateField(verbose_name='登记日期')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='workforce.officer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='interest_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'officer', 'entity_id'), name='interest_is_declared_once')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, verbose_name='执法证号')),
                ('kind', models.CharField(choices=[('ENFORCEMENT', '行政执法证'), ('SUPERVISION', '行政执法监督证')], max_length=20, verbose_name='证件种类')),
                ('valid_from', models.DateField(verbose_name='有效期自')),
                ('valid_until', models.DateField(verbose_name='有效期至')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='workforce.officer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='credential_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'number'), name='credential_number_is_one_in_bureau'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='credential_ends_after_it_begins')],
            },
        ),
    ]
