import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Bureau',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('short_mark', models.CharField(max_length=8, verbose_name='区划简称')),
                ('division_code', models.CharField(max_length=12, unique=True, verbose_name='行政区划代码')),
                ('jurisdiction', models.CharField(max_length=40, verbose_name='适用地方规定')),
                ('government', models.CharField(max_length=80, verbose_name='本级人民政府')),
                ('address', models.CharField(max_length=120, verbose_name='地址')),
                ('phone', models.CharField(max_length=40, verbose_name='电话')),
                ('founded_on', models.DateField(verbose_name='启用日期')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', models.CharField(choices=[('TEAM', '执法队'), ('SECTION', '科室'), ('STREET', '街道（镇）')], max_length=10, verbose_name='类别')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='unit_is_of_one_bureau'), models.UniqueConstraint(fields=('bureau', 'name'), name='unit_name_is_one_in_bureau')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='用户名')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('roles_text', models.CharField(blank=True, max_length=400, verbose_name='岗位')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bureau', 'id'), name='user_is_of_one_bureau')],
            },
        ),
    ]
