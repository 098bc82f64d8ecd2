"""What a document, its number and its file may be."""

from enum import Enum


class Layout(Enum):
    """How a kind of document looks on paper."""

    FORM = "form"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """The name a reader sees."""
        return {"form": "表格", "letter": "公文"}[self.value]


class NumberSource(Enum):
    """Who gives the number: this program, or a system outside it (with its receipt)."""

    OWN = "OWN"
    EXTERNAL = "EXTERNAL"

    @property
    def label(self) -> str:
        """The name a reader sees."""
        return {"OWN": "本系统编号", "EXTERNAL": "外部系统编号"}[self.value]


class NumberState(Enum):
    """Where a number stands; every number has exactly one of these states."""

    RESERVED = "RESERVED"
    ISSUED = "ISSUED"
    VOID = "VOID"

    @property
    def label(self) -> str:
        """The name a reader sees."""
        return {"RESERVED": "已预留", "ISSUED": "已使用", "VOID": "已作废"}[self.value]


class FileFormat(Enum):
    """The files a document can be read as."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def label(self) -> str:
        """The name a reader sees."""
        return {"pdf": "PDF", "docx": "DOCX"}[self.value]

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return {"pdf": "application/pdf", "docx": word}[self.value]
