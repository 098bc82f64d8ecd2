"""Events of the assessment of benchmarks."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="fairness.assessed",
    label="测算裁量基准",
    sentence="测算裁量基准“{label}”，须改正的缺陷{grave}处，待说明的缺陷{doubts}处，"
    "输入校验值{inputs_hash}",
)
@dataclass(frozen=True, slots=True)
class BenchmarkAssessed:
    """A draft table was assessed."""

    label: str
    grave: int
    doubts: int
    inputs_hash: str
