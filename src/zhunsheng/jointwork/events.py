"""Events of joint tasks, referrals and supervision letters."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="jointwork.task_drafted",
    label="拟定联合执法任务",
    sentence="拟定联合执法任务“{title}”，牵头：{lead}，参加：{participants}",
)
@dataclass(frozen=True, slots=True)
class TaskDrafted:
    """A joint task was drafted."""

    title: str
    lead: str
    participants: str


@event(
    key="jointwork.task_approved", label="批准联合执法任务", sentence="{approver}批准联合执法任务"
)
@dataclass(frozen=True, slots=True)
class TaskApproved:
    """A head approved a joint task."""

    approver: str


@event(
    key="jointwork.task_refused",
    label="不批准联合执法任务",
    sentence="{approver}不批准联合执法任务：{reason}",
)
@dataclass(frozen=True, slots=True)
class TaskRefused:
    """A head did not approve a joint task."""

    approver: str
    reason: str


@event(
    key="jointwork.visits_approved",
    label="批准联合检查",
    sentence="在联合执法任务“{title}”中批准本局检查：{entities}",
)
@dataclass(frozen=True, slots=True)
class VisitsApproved:
    """A head approved own inspections within a joint task."""

    title: str
    entities: str


@event(
    key="jointwork.line_entered",
    label="登记参加单位结果",
    sentence="{participant}对{entity}的检查结果：{result}（{paper}）",
)
@dataclass(frozen=True, slots=True)
class LineEntered:
    """A line of results of another body was entered; ``paper`` is what told it."""

    participant: str
    entity: str
    result: str
    paper: str


@event(
    key="jointwork.task_closed", label="汇总联合执法任务", sentence="汇总联合执法任务：{summary}"
)
@dataclass(frozen=True, slots=True)
class TaskClosed:
    """The results of a joint task were summed up."""

    summary: str


@event(
    key="jointwork.referral_drafted",
    label="提出移送线索",
    sentence="提出将{subject}的线索移送{body}（{ground}）",
)
@dataclass(frozen=True, slots=True)
class ReferralDrafted:
    """An officer proposed to send a clue to another body."""

    subject: str
    body: str
    ground: str


@event(
    key="jointwork.referral_approved",
    label="批准移送线索",
    sentence="{approver}批准移送线索，制发线索移送函{number}",
)
@dataclass(frozen=True, slots=True)
class ReferralApproved:
    """A head approved a referral and its letter was issued."""

    approver: str
    number: str


@event(
    key="jointwork.referral_refused",
    label="不予移送线索",
    sentence="{approver}不予移送线索：{reason}",
)
@dataclass(frozen=True, slots=True)
class ReferralRefused:
    """A head did not approve a referral."""

    approver: str
    reason: str


@event(
    key="jointwork.referral_delivered",
    label="送达线索移送函",
    sentence="线索移送函已送达{body}，收件人{recipient}（{receipt}）",
)
@dataclass(frozen=True, slots=True)
class ReferralDelivered:
    """The letter of a referral reached the other body."""

    body: str
    recipient: str
    receipt: str


@event(key="jointwork.referral_urged", label="催办移送线索", sentence="催办{body}：{text}")
@dataclass(frozen=True, slots=True)
class ReferralUrged:
    """The other body was asked for its answer."""

    body: str
    text: str


@event(
    key="jointwork.referral_answered",
    label="登记线索移送答复",
    sentence="{body}：{answer}（{paper}）",
)
@dataclass(frozen=True, slots=True)
class ReferralAnswered:
    """The other body answered."""

    body: str
    answer: str
    paper: str


@event(
    key="jointwork.referral_concluded",
    label="登记移送线索结果",
    sentence="{body}反馈处理结果：{result}",
)
@dataclass(frozen=True, slots=True)
class ReferralConcluded:
    """The other body told what came of a clue."""

    body: str
    result: str


@event(
    key="jointwork.clue_received",
    label="登记移来线索",
    sentence="收到{body}移来的线索（{number}）：{subject}",
)
@dataclass(frozen=True, slots=True)
class ClueReceived:
    """Another body sent a clue."""

    body: str
    number: str
    subject: str


@event(key="jointwork.clue_assessed", label="核查移来线索", sentence="核查移来的线索：{opinion}")
@dataclass(frozen=True, slots=True)
class ClueAssessed:
    """An officer looked into a clue that arrived."""

    opinion: str


@event(
    key="jointwork.clue_accepted",
    label="接收移来线索",
    sentence="{approver}决定接收线索，回函{number}",
)
@dataclass(frozen=True, slots=True)
class ClueAccepted:
    """A head took a clue over."""

    approver: str
    number: str


@event(
    key="jointwork.clue_sent_back",
    label="退回移来线索",
    sentence="{approver}决定退回线索：{reason}，回函{number}",
)
@dataclass(frozen=True, slots=True)
class ClueSentBack:
    """A head sent a clue back with the reason."""

    approver: str
    reason: str
    number: str


@event(
    key="jointwork.clue_answered",
    label="反馈移来线索结果",
    sentence="向{body}反馈处理结果：{result}，回函{number}",
)
@dataclass(frozen=True, slots=True)
class ClueAnswered:
    """The sender of a clue was told what came of it."""

    body: str
    result: str
    number: str


@event(
    key="jointwork.letter_drafted",
    label="拟制函件",
    sentence="拟制{kind}，发往{recipient}：{subject}",
)
@dataclass(frozen=True, slots=True)
class LetterDrafted:
    """A letter was drafted."""

    kind: str
    recipient: str
    subject: str


@event(key="jointwork.letter_signed", label="签发函件", sentence="{signer}签发{kind}{number}")
@dataclass(frozen=True, slots=True)
class LetterSigned:
    """A head signed a letter."""

    signer: str
    kind: str
    number: str


@event(key="jointwork.letter_unsigned", label="不予签发函件", sentence="{signer}不予签发：{reason}")
@dataclass(frozen=True, slots=True)
class LetterUnsigned:
    """A head did not sign a letter."""

    signer: str
    reason: str


@event(key="jointwork.letter_received", label="签收函件", sentence="{recipient}签收，收件人{name}")
@dataclass(frozen=True, slots=True)
class LetterReceived:
    """The addressee received a letter."""

    recipient: str
    name: str


@event(key="jointwork.letter_answered", label="回复函件", sentence="{recipient}回复：{text}")
@dataclass(frozen=True, slots=True)
class LetterAnswered:
    """The addressee answered a letter."""

    recipient: str
    text: str


@event(
    key="jointwork.letter_returned",
    label="要求补充回复",
    sentence="要求{recipient}于{due_on}前补充：{text}",
)
@dataclass(frozen=True, slots=True)
class LetterReturned:
    """An answer did not suffice; more is asked for."""

    recipient: str
    due_on: str
    text: str


@event(
    key="jointwork.letter_escalated",
    label="提级督办",
    sentence="{signer}提请{body}督办，期限至{due_on}：{text}",
)
@dataclass(frozen=True, slots=True)
class LetterEscalated:
    """A letter that nobody answered went one level up."""

    signer: str
    body: str
    due_on: str
    text: str


@event(key="jointwork.letter_settled", label="函件销号", sentence="核对属实，销号：{text}")
@dataclass(frozen=True, slots=True)
class LetterSettled:
    """A letter was settled."""

    text: str
