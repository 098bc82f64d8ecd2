"""Events of remedies."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="remedies.received", label="收到副本", sentence="收到{body}{number}{kind}副本")
@dataclass(frozen=True, slots=True)
class CopyReceived:
    """A copy of an application or a complaint arrived."""

    kind: str
    number: str
    body: str


@event(
    key="remedies.answered",
    label="答复举证",
    sentence="提交{paper}和证据材料{items}件，目录校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class Answered:
    """The bureau answered with evidence."""

    paper: str
    items: int
    digest: str


@event(key="remedies.stop_decided", label="停止执行", sentence="{kind}：{reason}")
@dataclass(frozen=True, slots=True)
class StopDecided:
    """It was decided whether execution stops meanwhile."""

    kind: str
    reason: str


@event(key="remedies.attended", label="出庭", sentence="{attendance}：{people}{reason}")
@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody stood for the bureau."""

    attendance: str
    people: str
    reason: str


@event(key="remedies.result", label="复议结果", sentence="{body}{number}：{outcome}")
@dataclass(frozen=True, slots=True)
class ResultReceived:
    """A reconsideration ended."""

    outcome: str
    body: str
    number: str


@event(key="remedies.judged", label="裁判", sentence="{instance}{number}：{outcome}")
@dataclass(frozen=True, slots=True)
class RulingReceived:
    """A ruling arrived."""

    instance: str
    outcome: str
    number: str


@event(key="remedies.second_instance", label="上诉", sentence="上诉进入二审{note}")
@dataclass(frozen=True, slots=True)
class TakenFurther:
    """The suit went to the second instance."""

    note: str


@event(key="remedies.took_effect", label="裁判生效", sentence="{number}生效：{outcome}")
@dataclass(frozen=True, slots=True)
class TookEffect:
    """A ruling has effect."""

    outcome: str
    number: str


@event(key="remedies.letter_received", label="收到建议", sentence="收到{body}{kind}{number}")
@dataclass(frozen=True, slots=True)
class LetterReceived:
    """A letter that asks for a reply arrived."""

    kind: str
    body: str
    number: str


@event(key="remedies.letter_replied", label="回复建议", sentence="书面回复{kind}{number}")
@dataclass(frozen=True, slots=True)
class LetterReplied:
    """A letter was answered."""

    kind: str
    number: str
