"""
An account of an enterprise is linked to an entry, where it named a code.

A code that several entries bore, or that was freed by a merge, tells of nobody for sure: such an
account stays without a link until somebody ties it anew.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def link(apps, _editor):
    users = apps.get_model("accounts", "User")._base_manager
    entities = apps.get_model("registry", "BusinessEntity")._base_manager
    links = apps.get_model("registry", "AccountLink")._base_manager
    for user in users.exclude(credit_code="").order_by("pk").iterator():
        borne = entities.filter(bureau=user.bureau_id, credit_code=user.credit_code)
        rows = list(borne.select_related("merged_into")[:2])
        if len(rows) != 1 or (rows[0].merged_into and rows[0].merged_into.credit_code):
            continue
        links.create(id=user.pk, bureau_id=user.bureau_id, user=user, entity=rows[0])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_an_enterprise_speaks_for_itself"),
        ("registry", "0011_safety_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    run_before = [("accounts", "0005_accounts_hold_no_code")]

    operations = [
        migrations.CreateModel(
            name="AccountLink",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "bureau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.bureau",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.businessentity",
                        verbose_name="关联的单位",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bureau", "id"), name="accountlink_is_of_one_bureau"
                    )
                ],
            },
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
