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
