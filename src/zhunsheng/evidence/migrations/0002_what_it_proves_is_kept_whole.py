from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='evidenceitem',
            name='proves',
            field=models.CharField(blank=True, max_length=2000, verbose_name='证明内容'),
        ),
    ]
