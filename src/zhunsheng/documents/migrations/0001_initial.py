import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60, verbose_name='文书种类')),
                ('number', models.CharField(max_length=80, verbose_name='文书编号')),
                ('number_source', models.CharField(choices=[('OWN', '本系统编号'), ('EXTERNAL', '外部系统编号')], max_length=10, verbose_name='编号来源')),
                ('external_receipt', models.CharField(blank=True, max_length=80, verbose_name='外部回执号')),
                ('subject_kind', models.CharField(max_length=40, verbose_name='对象种类')),
                ('subject_id', models.UUIDField(verbose_name='对象')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('content', models.TextField(verbose_name='内容')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容校验值')),
                ('issued_on', models.DateField(verbose_name='制发日期')),
                ('issued_by', models.UUIDField(verbose_name='制发人')),
                ('issued_by_name', models.CharField(max_length=60, verbose_name='制发人姓名')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'subject_kind', 'subject_id'], name='document_by_subject'), models.Index(fields=['bureau', 'kind', 'issued_on'], name='document_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='document_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'number'), name='document_number_is_one')],
            },
        ),
        migrations.CreateModel(
            name='NumberEntry',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=10, verbose_name='文种代字')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('sequence', models.PositiveIntegerField(verbose_name='序号')),
                ('number', models.CharField(max_length=80, verbose_name='编号')),
                ('state', models.CharField(choices=[('RESERVED', '已预留'), ('ISSUED', '已使用'), ('VOID', '已作废')], max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='numberentry_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'code', 'year', 'sequence'), name='number_is_given_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'VOID'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='void_number_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=10, verbose_name='文种代字')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='最后编号')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='series_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'code', 'year'), name='series_is_one_for_code_and_year')],
            },
        ),
    ]
