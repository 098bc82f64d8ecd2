"""Enumerations of the lawbook."""

from zhunsheng.kernel.choices import Labelled


class InstrumentRank(Labelled):
    """The rank of an instrument (立法法)."""

    LAW = ("LAW", "法律")
    REGULATION = ("REGULATION", "行政法规")
    RULE = ("RULE", "部门规章")
    DOCUMENT = ("DOCUMENT", "规范性文件")
    PARTY_RULE = ("PARTY_RULE", "党内法规")


class PartyKind(Labelled):
    """Whom a penalty hits: a unit, or a natural person."""

    UNIT = ("UNIT", "单位")
    PERSON = ("PERSON", "个人")


class Phrase(Labelled):
    """Units of the parameter files that are printed in a way of their own, and that way."""

    FEN = ("FEN", "分")
    YUAN = ("YUAN", "{amount} 元")
    MONTH_DAY = ("MONTH_DAY", "月日")
    DAY_OF_YEAR = ("DAY_OF_YEAR", "{month} 月 {day} 日")
