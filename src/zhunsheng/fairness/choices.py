"""What an assessment finds, what it compares, and who may see it."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.kernel.choices import Labelled

#: The legal section and the heads (行政机关负责人): what is compared here is never public.
ASSESSORS: Final = HEADS | {Role.LEGAL_REVIEWER}


class DefectKind(Labelled):
    """What is wrong with a table of tiers (行政处罚法 5, 34)."""

    BELOW_MINIMUM = ("BELOW_MINIMUM", "低于法定下限")
    ABOVE_MAXIMUM = ("ABOVE_MAXIMUM", "高于法定上限")
    WITHOUT_BASIS = ("WITHOUT_BASIS", "罚则没有规定")
    INVERTED = ("INVERTED", "阶次倒挂")
    OVERLAP = ("OVERLAP", "条件重叠")
    GAP = ("GAP", "条件空档")
    CROSSED = ("CROSSED", "幅度交叉")
    CLIFF = ("CLIFF", "断崖跳档")
    BLANKET_MINIMUM = ("BLANKET_MINIMUM", "一律下限")
    SINGLE_POINT = ("SINGLE_POINT", "没有裁量余地")
    MISSING_TIER = ("MISSING_TIER", "缺少阶次")


class DraftSource(Labelled):
    """Where the table that is assessed comes from."""

    LAWBOOK = ("LAWBOOK", "法规库已录入的基准")
    UPLOAD = ("UPLOAD", "上传的草案")


class Dimension(Labelled):
    """By what the fines of a bureau are compared."""

    STREET = ("STREET", "所在街道")
    OFFICER = ("OFFICER", "办案人员")
    FIRM_SIZE = ("FIRM_SIZE", "企业规模")
    MONTH = ("MONTH", "决定月份")


class FirmSize(Labelled):
    """How many people work in a firm, in four classes."""

    TINY = ("TINY", "不足20人")
    SMALL = ("SMALL", "20至299人")
    MIDDLE = ("MIDDLE", "300至999人")
    LARGE = ("LARGE", "1000人以上")
    UNKNOWN = ("UNKNOWN", "人数未登记")

    @classmethod
    def of(cls, employees: int | None) -> FirmSize:
        """Return the class of a firm with so many people."""
        if employees is None:
            return cls.UNKNOWN
        bounds = ((20, cls.TINY), (300, cls.SMALL), (1000, cls.MIDDLE))
        return next((size for below, size in bounds if employees < below), cls.LARGE)


class LeftOut(Labelled):
    """Why a fine of the past is not replayed, or not compared."""

    NO_FACTS = ("NO_FACTS", "案卷没有记录决定阶次的事实")
    OTHER_LAW = ("OTHER_LAW", "行为时的罚则与测算日的不是同一版本")
    OTHER_VIOLATION = ("OTHER_VIOLATION", "不是本基准的违法行为")
    MITIGATED = ("MITIGATED", "已减轻处罚，数额在法定下限以下")
    UNDERIVED = ("UNDERIVED", "按现有事实推算不出幅度")
    NO_WIDTH = ("NO_WIDTH", "法定幅度没有宽度，无从比较轻重")


class Phrase(Labelled):
    """Fixed words of the codes under which people and places appear."""

    STEMS = ("STEMS", "甲乙丙丁戊己庚辛壬癸")
    OTHERS = ("OTHERS", "其余")
    STREET = ("STREET", "街道{code}")
    OFFICER = ("OFFICER", "人员{code}")
    MONTH = ("MONTH", "{year}年{month}月")
