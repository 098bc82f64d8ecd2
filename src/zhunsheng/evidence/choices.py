"""Kinds of evidence."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.choices import Labelled

#: The subjects whose pieces are taken in an inquiry; those of others are papers that an act keeps.
INQUIRED: Final = frozenset({"case", "inspection"})


class EvidenceKind(Labelled):
    """The eight kinds of evidence (行政处罚法 46)."""

    DOCUMENTARY = ("DOCUMENTARY", "书证")
    PHYSICAL = ("PHYSICAL", "物证")
    AUDIOVISUAL = ("AUDIOVISUAL", "视听资料")
    ELECTRONIC = ("ELECTRONIC", "电子数据")
    WITNESS = ("WITNESS", "证人证言")
    PARTY_STATEMENT = ("PARTY_STATEMENT", "当事人的陈述")
    EXPERT_OPINION = ("EXPERT_OPINION", "鉴定意见")
    SCENE_RECORD = ("SCENE_RECORD", "勘验笔录、现场笔录")
