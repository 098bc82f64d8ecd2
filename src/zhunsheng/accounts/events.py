"""Events of accounts."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="accounts.bureau_founded", label="启用机关", sentence="启用{name}（{division_code}）")
@dataclass(frozen=True, slots=True)
class BureauFounded:
    """A bureau began to use the system."""

    name: str
    division_code: str


@event(key="accounts.unit_added", label="新增机构", sentence="新增{kind}“{name}”")
@dataclass(frozen=True, slots=True)
class UnitAdded:
    """A unit was added."""

    name: str
    kind: str


@event(
    key="accounts.user_added",
    label="新增账户",
    sentence="新增账户{username}，岗位：{roles}",
    redact=("name",),
)
@dataclass(frozen=True, slots=True)
class UserAdded:
    """A user was added with roles."""

    username: str
    name: str
    roles: str


@event(
    key="accounts.roles_changed",
    label="调整岗位",
    sentence="账户{username}的岗位由“{before}”调整为“{after}”",
)
@dataclass(frozen=True, slots=True)
class RolesChanged:
    """The roles of a user were changed."""

    username: str
    before: str
    after: str


@event(key="accounts.filter_kept", label="保存筛选", sentence="保存筛选“{name}”")
@dataclass(frozen=True, slots=True)
class FilterKept:
    """A filter of a list was kept under a name."""

    page: str
    name: str


@event(key="accounts.filter_dropped", label="删除筛选", sentence="删除筛选“{name}”")
@dataclass(frozen=True, slots=True)
class FilterDropped:
    """A kept filter was given up."""

    page: str
    name: str
