"""Forms of accounts: strings become values; nothing is saved here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import Unit
from zhunsheng.web import forms as fields


class RolesField(forms.TypedMultipleChoiceField):
    """Several roles at once."""

    def __init__(self) -> None:
        super().__init__(
            label="岗位",
            choices=Role.pairs(),
            coerce=Role,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class UnitForm(fields.ActForm):
    """A new unit."""

    name = forms.CharField(label="机构名称", max_length=60)
    kind = fields.EnumField(UnitKind, label="类别")


class UserForm(fields.ActForm):
    """A new account."""

    username = forms.RegexField(
        r"^[a-z][a-z0-9._-]{2,59}$",
        label="用户名",
        help_text="3至60位小写字母、数字，以字母开头",
        error_messages={"invalid": "用户名应为3至60位小写字母或者数字，以字母开头。"},
    )
    name = forms.CharField(label="姓名", max_length=60)
    unit = forms.TypedChoiceField(label="机构", required=False, coerce=UUID, empty_value=None)
    roles = RolesField()
    password = forms.CharField(
        label="初始密码", widget=forms.PasswordInput, strip=False, help_text="至少10位"
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "不属于内设机构"), *((str(unit.id), unit.name) for unit in units)]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field


class RolesForm(fields.ActForm):
    """The roles of an account."""

    roles = RolesField()
