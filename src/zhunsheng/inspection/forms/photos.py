"""Photos of the findings of one visit: several a row, held on the server until it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_PHOTOS: Final = 9
TAKEN: Final = "image/jpeg,image/png"
TOO_MANY: Final = "每项问题最多附{most}张照片，“{name}”没有收下。"
NOT_TAKEN: Final = "“{name}”没有收下：{fault}。请重新拍摄或者选择。"
NOT_A_PHOTO: Final = "不是JPG或者PNG格式的照片"
GONE: Final = "有照片已经过期或者不是本人上传的，请重新拍摄或者选择。"
NOT_AT_FAULT: Final = "检查结果不是“不合格”的项目不附照片，请改选结果，或者取消勾选照片。"
PHOTOS_LEFT: Final = "有照片没有收下，原因见各项照片下的说明；已经收下的不必重新选择。"


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photo that was sent and is held: the token to keep it by, its name, its content."""

    token: str
    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RowPhotos:
    """
    The photos of one row, whose fields are named after its ``prefix``.

    ``held`` stay with the row whatever becomes of the form; ``faults`` say what was not taken.
    """

    prefix: str = ""
    held: tuple[HeldPhoto, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def taken(self) -> str:
        """The field of photos that are sent."""
        return f"{self.prefix}-photos"

    @property
    def kept(self) -> str:
        """The field of tokens of photos that were sent before."""
        return f"{self.prefix}-kept"

    @property
    def accept(self) -> str:
        """The kinds of files that a browser offers."""
        return TAKEN

    def of_finding(self, number: int) -> tuple[tuple[int, str, bytes], ...]:
        """Return the photos as the act takes them: number of the finding, name, content."""
        return tuple((number, one.filename, one.content) for one in self.held)
