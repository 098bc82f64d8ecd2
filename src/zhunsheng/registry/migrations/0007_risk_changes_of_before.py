"""
Risk classes that were changed before changes were kept are filled in from the journal.

An amendment names each fact with its value before and after; the ids are those of the act.
"""

import json

from django.db import migrations

from zhunsheng.kernel.act import derived_id

LABEL = "风险等级"


def fill(apps, _editor):
    kept = apps.get_model("registry", "RiskChange")._base_manager
    entities = apps.get_model("registry", "BusinessEntity")._base_manager
    events = apps.get_model("journal", "Event")._base_manager
    rows = events.filter(kind="registry.entity_amended", data__contains=LABEL)
    for one in rows.order_by("bureau", "sequence").iterator():
        told = [change for change in json.loads(one.data)["changes"] if change[0] == LABEL]
        made = derived_id(one.at, str(one.bureau), one.request_key, "registry.risk_change", 0)
        known = entities.filter(pk=one.subject_id, bureau=one.bureau).exists()
        if not told or not known or kept.filter(pk=made).exists():
            continue
        ((_, before, after),) = told
        kept.create(
            id=made,
            bureau_id=one.bureau,
            entity_id=one.subject_id,
            before=before,
            after=after,
            on=one.on,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
        ("registry", "0006_units_are_struck_off"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
