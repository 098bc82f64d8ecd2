import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EvidenceItem',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=40, verbose_name='对象种类')),
                ('subject_id', models.UUIDField(verbose_name='对象')),
                ('number', models.CharField(max_length=8, verbose_name='证据编号')),
                ('name', models.CharField(max_length=200, verbose_name='证据名称')),
                ('kind', models.CharField(choices=[('DOCUMENTARY', '书证'), ('PHYSICAL', '物证'), ('AUDIOVISUAL', '视听资料'), ('ELECTRONIC', '电子数据'), ('WITNESS', '证人证言'), ('PARTY_STATEMENT', '当事人的陈述'), ('EXPERT_OPINION', '鉴定意见'), ('SCENE_RECORD', '勘验笔录、现场笔录')], max_length=20, verbose_name='证据种类')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='校验值')),
                ('size', models.BigIntegerField(default=0, verbose_name='字节数')),
                ('is_kept', models.BooleanField(default=False, verbose_name='文件已存')),
                ('obtained_on', models.DateField(verbose_name='取得日期')),
                ('obtained_by', models.CharField(blank=True, max_length=200, verbose_name='取证人')),
                ('proves', models.CharField(blank=True, max_length=400, verbose_name='证明内容')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='evidenceitem_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'subject_kind', 'subject_id', 'number'), name='evidence_number_is_one_in_subject')],
            },
        ),
    ]
