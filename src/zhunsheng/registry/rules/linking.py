"""For which entity an account of an enterprise may speak. Pure."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

#: What is learned of a party is kept from everybody else (行政处罚法 50).
KEPT_FROM_OTHERS: Final = cite("APL-2021:50")


def link_findings(
    *, is_enterprise: bool, is_linked: bool, is_proven: bool, wrong_code: str = ""
) -> tuple[Finding, ...]:
    """
    Return every reason against tying an account to an entity.

    ``wrong_code`` is the code of an entry that was shown to be another unit's when it was merged.
    """
    asked = (
        (
            not is_enterprise,
            "not_of_enterprise",
            "该账户没有企业岗位，不能关联企业",
            "请先授予企业岗位；工作人员的账户不关联企业",
        ),
        (
            bool(wrong_code),
            "wrong_code",
            f"代码{wrong_code}经登记记录证明录错，所在的记录已经并入其他单位",
            "请填写该企业自己的代码；使用该代码的企业尚未登记的，请先登记该企业",
        ),
        (
            not is_proven,
            "unproven",
            "未写明凭何确认账户使用人代表该企业",
            "请核验营业执照和法定代表人的授权委托书，写明核验了哪些材料",
        ),
        (is_linked, "linked_already", "该账户已经关联这家企业", "无需重复关联"),
    )
    return tuple(
        Finding(f"registry.account.{what}", message, KEPT_FROM_OTHERS, step)
        for holds, what, message, step in asked
        if holds
    )
