"""What the public may look at, in plain words."""

from __future__ import annotations

from zhunsheng.kernel.choices import Labelled


class Explanation(Labelled):
    """What a kind of publication is, for a reader who knows no legal terms."""

    DECISION = ("DECISION", "企业违反安全生产规定，本局依法作出的处罚决定。")
    INSPECTION_RESULT = ("INSPECTION_RESULT", "本局到企业检查以后，检查发现了什么。")
    DRAW_RESULT = ("DRAW_RESULT", "检查哪些企业、由谁检查，由公开的随机规则抽出。")
    DEPARTMENT_RESULT = ("DEPARTMENT_RESULT", "联合抽查中，其他部门到企业检查以后发现了什么。")
    PLAN = ("PLAN", "本局今年准备检查多少家单位。")
    REPORT = ("REPORT", "本局一年来依法办事的情况，写给人民政府和公众。")


class PowerExplanation(Labelled):
    """What a kind of power is, for a reader who knows no legal terms."""

    LICENSE = ("LICENSE", "要先经本局批准才能做的事。")
    PENALTY = ("PENALTY", "违反安全生产规定，本局可以处罚的事。")
    COMPULSION = ("COMPULSION", "为了制止危险，本局可以采取的强制办法。")
    INSPECTION = ("INSPECTION", "本局可以上门检查的事。")
    CONFIRMATION = ("CONFIRMATION", "由本局认定事实或者等级的事。")
    REWARD = ("REWARD", "本局给予奖励的事。")
    OTHER_POWER = ("OTHER_POWER", "备案、登记等其他由本局办理的事。")
    RESPONSIBILITY = ("RESPONSIBILITY", "本局必须做到的事，没有做到要追究责任。")
    PUBLIC_SERVICE = ("PUBLIC_SERVICE", "本局免费向大家提供的服务。")
