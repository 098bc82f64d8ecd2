"""What the public may look at, in plain words."""

from __future__ import annotations

from zhunsheng.kernel.choices import Labelled


class Explanation(Labelled):
    """What a kind of publication is, for a reader who knows no legal terms."""

    DECISION = ("DECISION", "企业违反安全生产规定，本局依法作出的处罚决定。")
    INSPECTION_RESULT = ("INSPECTION_RESULT", "本局到企业检查以后，检查发现了什么。")
    DRAW_RESULT = ("DRAW_RESULT", "检查哪些企业、由谁检查，由公开的随机规则抽出。")
    PLAN = ("PLAN", "本局今年准备检查多少家单位。")
    REPORT = ("REPORT", "本局一年来依法办事的情况，写给人民政府和公众。")
