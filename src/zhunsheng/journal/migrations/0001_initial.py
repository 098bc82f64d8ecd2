from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('bureau', models.UUIDField(primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(verbose_name='序号')),
                ('hash', models.CharField(max_length=64, verbose_name='校验值')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('bureau', models.UUIDField(verbose_name='机关')),
                ('sequence', models.BigIntegerField(verbose_name='序号')),
                ('kind', models.CharField(max_length=80, verbose_name='事件')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('subject_kind', models.CharField(max_length=40, verbose_name='对象种类')),
                ('subject_id', models.UUIDField(verbose_name='对象')),
                ('on', models.DateField(verbose_name='办理日期')),
                ('at', models.DateTimeField(verbose_name='记录时间')),
                ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='补记理由')),
                ('actor_kind', models.CharField(max_length=10, verbose_name='办理人类别')),
                ('actor_id', models.UUIDField(verbose_name='办理人')),
                ('actor_name', models.CharField(max_length=60, verbose_name='办理人姓名')),
                ('request_key', models.CharField(max_length=80, verbose_name='请求标识')),
                ('data', models.TextField(verbose_name='内容')),
                ('previous_hash', models.CharField(max_length=64, verbose_name='前一校验值')),
                ('hash', models.CharField(max_length=64, verbose_name='校验值')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'subject_kind', 'subject_id'], name='event_by_subject'), models.Index(fields=['bureau', 'on'], name='event_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'sequence'), name='event_is_one_in_sequence')],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('bureau', models.UUIDField(verbose_name='机关')),
                ('key', models.CharField(max_length=80, verbose_name='请求标识')),
                ('act', models.CharField(max_length=120, verbose_name='办理')),
                ('arguments_hash', models.CharField(max_length=64, verbose_name='参数校验值')),
                ('result_kind', models.CharField(max_length=80, verbose_name='结果种类')),
                ('result_id', models.CharField(max_length=80, verbose_name='结果')),
                ('at', models.DateTimeField(verbose_name='记录时间')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'key'), name='request_is_done_once')],
            },
        ),
    ]
