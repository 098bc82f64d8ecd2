"""Forms of the public pages: filters, nothing is written."""

from __future__ import annotations

from django import forms

from zhunsheng.powers.choices import PowerKind
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class NoticeFilter(tables.FilterForm):
    """What the list of publications is narrowed to."""

    q = forms.CharField(label="企业名称、文书号", max_length=60)
    kind = fields.EnumField(PublicationKind, label="类别")


class PowerFilter(tables.FilterForm):
    """What the items of a published power list are narrowed to."""

    q = forms.CharField(label="事项名称、编码", max_length=60)
    kind = fields.EnumField(PowerKind, label="类别")
