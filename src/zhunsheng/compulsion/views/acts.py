"""The pages of the acts on a measure, each declared in one line; one view serves them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from zhunsheng.compulsion import services
from zhunsheng.compulsion.forms import acting, asking
from zhunsheng.compulsion.forms.base import StepForm


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one step: its form, its service, what pressing the button does."""

    form: type[StepForm]
    service: Callable[..., object]
    consequence: str = ""
    button: str = ""  # the name of the step


@dataclass(frozen=True, slots=True)
class RequestPage:
    """The page that asks for a measure: its form, its service, its step."""

    form: type[asking.RequestForm]
    service: Callable[..., object]
    step: str
    title: str
    consequence: str


ACT_PAGES: Final[Mapping[str, ActPage]] = {
    "approval": ActPage(
        acting.OpinionForm,
        services.approve,
        "提交后制作行政强制措施审批表；停止供电（供应）的同时制作决定书。",
        "批准",
    ),
    "abandonment": ActPage(
        acting.ReasonForm, services.abandon, "提交后不采取该措施，程序终结。", "不采取措施"
    ),
    "execution": ActPage(
        acting.SceneForm,
        services.execute,
        "提交后制作现场笔录；查封、扣押的同时制作决定书和清单，当场交付当事人。",
        "记录实施情况",
    ),
    "report": ActPage(acting.ReportForm, services.report_urgent, "提交后记入办理经过。", "报告"),
    "late_approval": ActPage(
        acting.OpinionForm,
        services.approve_afterwards,
        "提交后制作行政强制措施审批表；认为不应当采取的，请立即作出解除决定。",
        "补办批准",
    ),
    "testing": ActPage(
        acting.TestingForm,
        services.tell_testing,
        "提交后制作告知书；该期间自起始日次日起不计入。",
        "告知",
    ),
    "testing_result": ActPage(
        acting.TestingResultForm, services.end_testing, "提交后次日起继续计算期限。", "登记结束"
    ),
    "extension": ActPage(
        acting.ExtensionForm, services.extend, "提交后制作延长期限决定书，只能延长一次。", "延长"
    ),
    "handling": ActPage(
        acting.HandlingForm, services.handle, "提交后制作处理决定书，措施终结。", "作出处理决定"
    ),
    "confirmation": ActPage(
        acting.ReasonForm,
        services.confirm,
        "提交后记入办理经过，批准的期间重新计算。",
        "确认现实危险仍然存在",
    ),
    "notice": ActPage(
        acting.NoticeForm,
        services.notify_cut,
        "提交后制作通知书，送达供应单位和当事人；送达后登记送达时间。",
        "通知",
    ),
    "notice_delivery": ActPage(
        acting.ReceiptForm,
        services.deliver_notice,
        "提交后制作送达回证；提前通知的时间自送达时起算。",
        "登记送达",
    ),
    "restoration": ActPage(
        acting.ReasonForm, services.restore, "提交后制作恢复通知书，措施终结。", "恢复"
    ),
}

REQUEST_PAGES: Final[Mapping[str, RequestPage]] = {
    "seal": RequestPage(
        asking.SealForm,
        services.request_measure,
        "request",
        "申请查封、扣押",
        "提交后由负责人批准；批准之前不得实施。",
    ),
    "urgent": RequestPage(
        asking.UrgentForm,
        services.start_urgently,
        "urgent_start",
        "紧急查封、扣押",
        "仅限来不及事先批准的紧急情况；实施后二十四小时内报告并补办批准。",
    ),
    "cut": RequestPage(
        asking.CutForm,
        services.request_measure,
        "request",
        "申请停止供电（供应）",
        "提交后由主要负责人批准。",
    ),
}
