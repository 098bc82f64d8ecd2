"""Tables of accounts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.kernel.act import Actor, ActorKind


class Bureau(models.Model):
    """An emergency-management bureau, named by its division code."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField("名称", max_length=80)
    short_mark = models.CharField("区划简称", max_length=8)
    division_code = models.CharField("行政区划代码", max_length=12, unique=True)
    jurisdiction = models.CharField("适用地方规定", max_length=40)
    government = models.CharField("本级人民政府", max_length=80)
    address = models.CharField("地址", max_length=120)
    phone = models.CharField("电话", max_length=40)
    founded_on = models.DateField("启用日期")

    def __str__(self) -> str:
        return self.name


class Unit(BureauRecord):
    """A team, section or delegated street of a bureau."""

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=UnitKind.pairs())

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "name"], name="unit_name_is_one_in_bureau"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """Label of the kind."""
        return UnitKind(self.kind).label


class Users(BaseUserManager["User"]):
    """Users come with their bureau: every page prints its name."""

    def get_queryset(self) -> models.QuerySet[User]:
        """Return users joined with their bureaus."""
        return super().get_queryset().select_related("bureau")


class User(AbstractBaseUser):
    """Somebody who signs in; what they may do follows from the roles granted."""

    id = models.UUIDField(primary_key=True, editable=False)
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("启用", default=True)
    roles_text = models.CharField("岗位", max_length=400, blank=True)

    objects = Users()
    USERNAME_FIELD = "username"

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles held."""
        return frozenset(filter(None, self.roles_text.split(" ")))

    @property
    def role_labels(self) -> str:
        """Labels of the roles held, in the order of the enumeration."""
        return "、".join(role.label for role in Role if role.value in self.roles)

    @property
    def actor(self) -> Actor:
        """The user as an actor."""
        party = bool(self.roles & {Role.ENTERPRISE.value, Role.PUBLIC.value})
        kind = ActorKind.PARTY if party else ActorKind.OFFICER
        return Actor(kind=kind, id=self.id, name=self.name, roles=self.roles)


class AccessRecord(BureauRecord):
    """That somebody looked at what not everybody may see: who, what, when; never changed."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",),)

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    what = models.CharField("查阅内容", max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField("查阅人", max_length=60)
    at = models.DateTimeField("查阅时间")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(
                fields=["bureau", "subject_kind", "subject_id", "-at"], name="access_by_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.what}"


class SavedFilter(BureauRecord):
    """A filter of a list under a name; its owner alone sees it unless it is shared."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField("建立人", max_length=60)
    page = models.CharField("列表", max_length=60)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("筛选条件", max_length=400, blank=True)
    is_default = models.BooleanField("默认打开", default=False)
    is_shared = models.BooleanField("本局共享", default=False)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["owner", "page", "name"], name="filter_name_is_one"),
            models.UniqueConstraint(
                fields=["owner", "page"],
                condition=models.Q(is_default=True),
                name="default_filter_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormDraft(BureauRecord):
    """
    What somebody typed into a form and has not sent: no record of the bureau's work.

    ``holder`` is the owner's id, empty where those who work on the form share one draft.
    """

    page = models.CharField("表单", max_length=120)
    holder = models.CharField("所有人", max_length=36, blank=True)
    fields = models.JSONField("内容", default=dict)
    version = models.PositiveIntegerField("版本", default=1)
    saved_by = models.CharField("保存人", max_length=60)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "page", "holder"], name="draft_of_a_form_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.page
