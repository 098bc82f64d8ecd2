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
            name='Review',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=40, verbose_name='对象种类')),
                ('subject_id', models.UUIDField(verbose_name='对象')),
                ('round', models.PositiveSmallIntegerField(verbose_name='次数')),
                ('title', models.CharField(max_length=200, verbose_name='送审事项')),
                ('party', models.CharField(max_length=120, verbose_name='当事人')),
                ('reason', models.CharField(max_length=200, verbose_name='应当审核的情形')),
                ('page', models.CharField(max_length=60, verbose_name='办理页面')),
                ('materials', models.TextField(verbose_name='送审材料摘要')),
                ('bound_hash', models.CharField(max_length=64, verbose_name='送审材料校验码')),
                ('requested_on', models.DateField(verbose_name='送审日期')),
                ('requested_by', models.CharField(max_length=60, verbose_name='送审人')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'requested_on'], name='review_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='review_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'subject_kind', 'subject_id', 'round'), name='review_round_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('reviewer_name', models.CharField(max_length=60, verbose_name='审核人')),
                ('qualification', models.CharField(max_length=120, verbose_name='审核人资格')),
                ('outcome', models.CharField(choices=[('AGREED', '审核通过'), ('RETURNED', '退回补正')], max_length=10, verbose_name='审核结论')),
                ('answers', models.TextField(verbose_name='逐项结论')),
                ('text', models.TextField(verbose_name='审核意见')),
                ('concluded_on', models.DateField(verbose_name='审核日期')),
                ('document', models.UUIDField(null=True, verbose_name='文书')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opinion', to='legalreview.review')),
            ],
            options={
                'indexes': [models.Index(fields=['bureau', 'concluded_on'], name='opinion_by_day')],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='opinion_is_of_one_bureau')],
            },
        ),
    ]
