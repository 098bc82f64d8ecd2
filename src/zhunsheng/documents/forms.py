"""Forms of documents: filters, numbers, signed originals, seals, numbered forms."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import MOST_REASON
from zhunsheng.kernel.act import Viewer
from zhunsheng.web.forms import ActForm
from zhunsheng.web.tables import FilterForm


def _kinds() -> list[tuple[str, str]]:
    return [(kind.key, kind.title) for kind in queries.kinds().values()]


def _kinds_or_all() -> list[tuple[str, str]]:
    return [("", "全部"), *_kinds()]


class DocumentFilter(FilterForm):
    """The kind and the year of the documents that a list shows."""

    kind = forms.ChoiceField(label="文书种类", choices=_kinds_or_all)
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)


class ReserveForm(ActForm):
    """For which kind the next number is set aside."""

    kind = forms.ChoiceField(label="文书种类", choices=_kinds)


class VoidForm(ActForm):
    """Why a reserved number is given up."""

    reason = forms.CharField(
        label="作废原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class OriginalForm(ActForm):
    """The scan of a paper as it was signed or sealed."""

    file = forms.FileField(
        label="扫描件",
        help_text="PDF、JPEG或者PNG，不超过100兆字节、500页；多页的请扫描为一个PDF。",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    reason = forms.CharField(
        label="重新扫描的原因",
        max_length=MOST_REASON,
        help_text="已经存入的扫描件同时保留，原因一并记录。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, is_new_scan: bool, **rest: object) -> None:
        super().__init__(*args, **rest)
        if not is_new_scan:
            del self.fields["reason"]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > rules.MOST_BYTES:
            raise forms.ValidationError("上传的文件超过100兆字节。请降低扫描分辨率后重新上传。")
        return file


def _named(viewer: Viewer, roles: frozenset[Role]) -> list[tuple[str, str]]:
    wanted = frozenset(role.value for role in roles)
    rows = [user for user in accounts.users(viewer) if user.is_active and user.roles & wanted]
    return [
        ("", "请选择"),
        *((str(user.id), f"{user.name}（{user.role_labels}）") for user in rows),
    ]


class SealForm(ActForm):
    """Which seal was used, why, how often, on whose approval."""

    seal = forms.CharField(label="印章", max_length=60, initial="行政机关印章")
    purpose = forms.CharField(label="用印事由", max_length=200)
    copies = forms.IntegerField(label="份数", min_value=1, max_value=99, initial=2)
    approver = forms.ChoiceField(label="批准人")

    def __init__(self, *args: object, viewer: Viewer, **rest: object) -> None:
        super().__init__(*args, **rest)
        self.fields["approver"].choices = _named(viewer, HEADS)  # type: ignore[attr-defined] # a choice field


class HandOutForm(ActForm):
    """Which numbered forms go to whom."""

    kind = forms.ChoiceField(label="文书种类", choices=_kinds)
    holder = forms.ChoiceField(label="领用人")
    count = forms.IntegerField(label="份数", min_value=1, max_value=rules.MOST_FORMS)

    def __init__(self, *args: object, viewer: Viewer, **rest: object) -> None:
        super().__init__(*args, **rest)
        roles = frozenset({Role.ENFORCEMENT_OFFICER, Role.STREET_OFFICER, Role.TEAM_HEAD})
        self.fields["holder"].choices = _named(viewer, roles)  # type: ignore[attr-defined] # a choice field


class ReturnForm(ActForm):
    """That unused forms came back; there is nothing to type."""
