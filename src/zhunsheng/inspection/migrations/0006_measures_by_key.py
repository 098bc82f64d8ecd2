from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('inspection', '0005_visits_mended'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='onsitemeasure',
            name='findings_text',
        ),
    ]
