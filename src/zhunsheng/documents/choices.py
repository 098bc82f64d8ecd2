"""What a document, its number and its file may be."""

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.choices import Labelled

#: Who keeps the ledger of numbers, of seals and of forms.
KEEPERS: Final = frozenset({Role.CASE_SECRETARY, Role.TEAM_HEAD, Role.ARCHIVIST})
#: How long the reason of a new scan may be.
MOST_REASON: Final = 200
#: Who hands in the signed original of a paper.
SCANNERS: Final = KEEPERS | {Role.ENFORCEMENT_OFFICER, Role.LEGAL_REVIEWER}
#: Kinds whose signed paper is the ground of the act that hands it in: no scan replaces it later.
SCANNED_BY_ACT: Final = frozenset({"rights_waiver"})
#: Records of what was said and seen in an inquiry, a defence or a hearing, for those alone who
#: need them.
OF_AN_INQUIRY: Final = frozenset(
    {
        "interview_record",
        "scene_examination_record",
        "representation_record",
        "representation_review",
        "hearing_record",
    }
)


#: What the form of a delivery says of the scan of its receipt (民诉法 88).
LATE_RECEIPT: Final = (
    "补记以前的送达的必须上传：有签名和签收日期的送达回证，邮寄的为邮件回执；"
    "期限自送达起算，不凭办理人的记录认定。PDF、JPEG或者PNG"
)


class ReceivedBy(Labelled):
    """Who signs for a paper that is handed over: what it is to the addressee (民诉法 88)."""

    SELF = ("SELF", "本人")
    FAMILY = ("FAMILY", "同住的成年家属")
    REPRESENTATIVE = ("REPRESENTATIVE", "法定代表人、主要负责人")
    RECEIVING = ("RECEIVING", "负责收件的人")
    AGENT = ("AGENT", "诉讼代理人、指定的代收人")


#: What the form of a delivery says of who signs for it.
RECEIVED_BY: Final = (
    "直接送达选择；当事人、其法定代表人签收或者加盖单位收件章的可以不选，其他人签收的必须选择"
)


class Layout(Labelled):
    """How a kind of document looks on paper."""

    FORM = ("form", "表格")
    LETTER = ("letter", "公文")


class NumberSource(Labelled):
    """Who gives the number: this program, or a system outside it (with its receipt)."""

    OWN = ("OWN", "本系统编号")
    EXTERNAL = ("EXTERNAL", "外部系统编号")


class NumberState(Labelled):
    """Where a number stands; every number has exactly one of these states."""

    RESERVED = ("RESERVED", "已预留")
    ISSUED = ("ISSUED", "已使用")
    VOID = ("VOID", "已作废")


class ScanFormat(Labelled):
    """The files that a signed original may be handed in as; told by their content."""

    PDF = ("PDF", "PDF文件")
    JPEG = ("JPEG", "JPEG图片")
    PNG = ("PNG", "PNG图片")

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of a file's name that fit the content."""
        return {"PDF": (".pdf",), "JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}[self.value]

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        kinds = {"PDF": "application/pdf", "JPEG": "image/jpeg", "PNG": "image/png"}
        return kinds[self.value]


class FileFormat(Enum):
    """The files a document can be read as."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return {"pdf": "application/pdf", "docx": word}[self.value]


class Folder(Labelled):
    """The two folders of a file: what others may be given, and what stays inside."""

    MAIN = ("MAIN", "正卷")
    INNER = ("INNER", "副卷")


class Phrase(Labelled):
    """What refusals call the acts of those who keep files and registers."""

    NUMBER = ("document.number", "作废编号")
    ORIGINAL = ("document.original", "存入签章原件")
    SEAL = ("document.seal", "登记用印")
    FORMS = ("document.forms", "领用编号文书")
    FORMS_BACK = ("document.forms_back", "交回编号文书")
