"""Kinds and states of credentials, delegated powers, kinds of interests."""

from __future__ import annotations

from zhunsheng.kernel.choices import Labelled


class CredentialKind(Labelled):
    """What a credential allows: enforcement, or supervision of enforcement."""

    ENFORCEMENT = ("ENFORCEMENT", "行政执法证")
    SUPERVISION = ("SUPERVISION", "行政执法监督证")


class CredentialState(Labelled):
    """How a credential stands on a day; computed, never stored."""

    VALID = ("VALID", "有效")
    EXPIRING = ("EXPIRING", "六个月内到期")
    EXPIRED = ("EXPIRED", "已失效")
    NOT_YET = ("NOT_YET", "尚未生效")
    NONE = ("NONE", "无执法证")


class DelegatedPower(Labelled):
    """
    A power that a deed may delegate to a street (行政处罚法 20).

    Compulsory measures are no member: they may not be delegated (行政强制法 17).
    """

    PUBLICITY = ("PUBLICITY", "宣传教育")
    INSPECTION = ("INSPECTION", "行政检查")
    ON_SITE_CORRECTION = ("ON_SITE_CORRECTION", "当场纠正")
    RECTIFICATION_ORDER = ("RECTIFICATION_ORDER", "责令限期整改")
    REINSPECTION = ("REINSPECTION", "整改复查")
    EVIDENCE = ("EVIDENCE", "调查取证")
    SUMMARY_PENALTY = ("SUMMARY_PENALTY", "简易程序处罚")
    ORDINARY_BELOW_HEARING = ("ORDINARY_BELOW_HEARING", "听证标准以下的普通程序处罚")
    REFERRAL = ("REFERRAL", "线索移送")


class CredentialLoss(Labelled):
    """How a credential ceases before the day printed on it (行政处罚法 42)."""

    WITHDRAWN = ("WITHDRAWN", "收回执法证")
    CANCELLED = ("CANCELLED", "注销执法证")


class Ended(Labelled):
    """Why else a credential holds no more: a later one replaced it, or the officer left."""

    REPLACED = ("REPLACED", "换发新证")
    LEFT = ("LEFT", "人员离岗")


class InterestKind(Labelled):
    """What ties an officer to a party, so that he has to recuse (行政处罚法 43)."""

    RELATIVE = ("RELATIVE", "近亲属关系")
    HOLDING = ("HOLDING", "投资或者持股")
    EMPLOYMENT = ("EMPLOYMENT", "任职或者兼职")
    OTHER = ("OTHER", "其他可能影响公正执法的关系")


class Amended(Labelled):
    """What of an officer's entry may change."""

    UNIT = ("UNIT", "所属机构")
    ACCOUNT = ("ACCOUNT", "账户")
    DEPARTURE = ("DEPARTURE", "离岗日期")
    TOLD_APART = ("TOLD_APART", "与同名人员的区别")
