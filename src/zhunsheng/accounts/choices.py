"""Roles of a bureau and kinds of its units. A step names the roles that may take it."""

from collections.abc import Iterable

from zhunsheng.kernel.choices import Labelled


class Role(Labelled):
    """
    A role that a user holds in a bureau; one person may hold several.

    ``CHIEF`` is the first person in charge and nobody else (行政执法机关移送涉嫌犯罪案件的规定 5,
    安全生产法 70); ``DEPUTY_HEAD`` and ``CHIEF`` together are 行政机关负责人.
    """

    ENFORCEMENT_OFFICER = ("ENFORCEMENT_OFFICER", "执法人员")
    TEAM_HEAD = ("TEAM_HEAD", "队（科）负责人")
    LEGAL_REVIEWER = ("LEGAL_REVIEWER", "法制审核人员")
    CASE_SECRETARY = ("CASE_SECRETARY", "案审会秘书")
    DEPUTY_HEAD = ("DEPUTY_HEAD", "分管负责人")
    CHIEF = ("CHIEF", "主要负责人")
    STREET_OFFICER = ("STREET_OFFICER", "街道委托执法人员")
    WINDOW_CLERK = ("WINDOW_CLERK", "窗口人员")
    ARCHIVIST = ("ARCHIVIST", "档案")
    FINANCE = ("FINANCE", "财务")
    SYSTEM_ADMIN = ("SYSTEM_ADMIN", "系统管理员")
    JUSTICE_SUPERVISOR = ("JUSTICE_SUPERVISOR", "司法行政监督")
    ENTERPRISE = ("ENTERPRISE", "企业")
    PUBLIC = ("PUBLIC", "公众")


HEADS = frozenset({Role.DEPUTY_HEAD, Role.CHIEF})
OFFICERS = frozenset({Role.ENFORCEMENT_OFFICER, Role.STREET_OFFICER})
STAFF = frozenset(Role) - {Role.ENTERPRISE, Role.PUBLIC, Role.JUSTICE_SUPERVISOR}
READERS = STAFF - {Role.STREET_OFFICER} | {Role.JUSTICE_SUPERVISOR}
#: Who needs what was taken in an inquiry: investigates, reviews, discusses, heads, keeps the file.
INQUIRERS = READERS - {
    Role.WINDOW_CLERK,
    Role.FINANCE,
    Role.SYSTEM_ADMIN,
    Role.JUSTICE_SUPERVISOR,
}


def codes(roles: Iterable[Role]) -> frozenset[str]:
    """Return the codes of roles, as steps name them and users hold them."""
    return frozenset(role.value for role in roles)


HEAD_CODES = codes(HEADS)


class UnitKind(Labelled):
    """What a unit is: an enforcement team, a section, or a street that acts by delegation."""

    TEAM = ("TEAM", "执法队")
    SECTION = ("SECTION", "科室")
    STREET = ("STREET", "街道（镇）")


class Dimension(Labelled):
    """By what figures are cut, where the records behind them carry it."""

    STREET = ("STREET", "单位所在街道（镇）")
    OFFICER = ("OFFICER", "办理人员")
    SECTOR = ("SECTOR", "单位行业领域")
    CAMPAIGN = ("CAMPAIGN", "专项行动名称")
