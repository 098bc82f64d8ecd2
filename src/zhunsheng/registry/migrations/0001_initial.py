import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
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
                'indexes': [models.Index(fields=['bureau', '-recorded_at'], name='entity_import_by_time')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='importrun_is_of_one_bureau')],
            },
        ),
        migrations.CreateModel(
            name='BusinessEntity',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='单位名称')),
                ('pinyin_key', models.CharField(max_length=240, verbose_name='拼音序')),
                ('initials', models.CharField(max_length=120, verbose_name='拼音首字母')),
                ('credit_code', models.CharField(blank=True, max_length=18, verbose_name='统一社会信用代码')),
                ('kind', models.CharField(choices=[('COMPANY', '企业法人'), ('SOLE_INVESTOR', '个人独资企业'), ('PARTNERSHIP', '合伙企业'), ('SOLE_PROPRIETOR', '个体工商户'), ('COOPERATIVE', '农民专业合作社'), ('INSTITUTION', '事业单位'), ('OTHER_ORGANIZATION', '其他组织'), ('PERSON', '自然人')], max_length=20, verbose_name='类型')),
                ('sector', models.CharField(choices=[('HAZCHEM_TRADE', '危险化学品经营'), ('HAZCHEM_PRODUCTION', '化工生产'), ('GAS_STATION', '加油站'), ('FIREWORKS', '烟花爆竹'), ('NON_COAL_MINE', '非煤矿山'), ('METALLURGY', '金属冶炼'), ('INDUSTRY_TRADE', '工贸'), ('COMMERCE', '商贸'), ('OTHER', '其他')], max_length=20, verbose_name='行业领域')),
                ('risk_class', models.CharField(choices=[('A', 'A（低风险）'), ('B', 'B（一般风险）'), ('C', 'C（较大风险）'), ('D', 'D（重大风险）')], max_length=2, verbose_name='风险等级')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('legal_representative', models.CharField(blank=True, max_length=60, verbose_name='法定代表人')),
                ('person_in_charge', models.CharField(blank=True, max_length=60, verbose_name='主要负责人')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                ('employees', models.PositiveIntegerField(null=True, verbose_name='从业人数')),
                ('registered_on', models.DateField(verbose_name='登记日期')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='版本')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('street', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='所在街道（镇）')),
                ('import_run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.importrun', verbose_name='来源文件')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'pinyin_key', 'id'], name='entity_by_name'), models.Index(fields=['bureau', 'sector', 'pinyin_key'], name='entity_by_sector'), models.Index(fields=['bureau', 'risk_class', 'pinyin_key'], name='entity_by_risk'), models.Index(fields=['bureau', 'street', 'pinyin_key'], name='entity_by_street')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='businessentity_is_of_one_bureau'), models.UniqueConstraint(condition=models.Q(('credit_code', ''), _negated=True), fields=('bureau', 'credit_code'), name='credit_code_is_one_in_bureau')],
            },
        ),
    ]
