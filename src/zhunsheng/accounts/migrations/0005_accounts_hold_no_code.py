"""For which enterprise an account speaks is a link in the register (registry 0011 took it over)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_an_enterprise_speaks_for_itself"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="user",
            name="credit_code",
        ),
    ]
