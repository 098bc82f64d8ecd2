"""
The fonts of a paper: the bureau's own where its folder has them, else the free ones, stated.

Official papers ask for 仿宋_GB2312, 方正小标宋简体, 黑体 and 楷体_GB2312, which may not be handed
on. A bureau puts its licensed files into a folder and names it in ZHUNSHENG_FONT_DIR; without
it Noto Serif SC and Noto Sans SC stand in, and the file says so in its description.
"""

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from typst import Fonts

FOLDER_VARIABLE: Final = "ZHUNSHENG_FONT_DIR"
FONT_ENDINGS: Final = (".ttf", ".otf")
SERIF: Final = "Noto Serif SC"
SANS: Final = "Noto Sans SC"

# What each role is called in official papers, and the family names its files carry.
WANTED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "fang": ("仿宋_GB2312", ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong")),
    "biao": ("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体")),
    "hei": ("黑体", ("SimHei", "黑体", "STHeiti")),
    "kai": ("楷体_GB2312", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti")),
}
STAND_IN: Final[Mapping[str, str]] = {"fang": SERIF, "biao": SERIF, "hei": SANS, "kai": SERIF}
STAND_IN_NAME: Final[Mapping[str, str]] = {SERIF: "思源宋体", SANS: "思源黑体"}


class FontMissing(Exception):
    """The fonts that a paper cannot do without are not there; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The families a paper is set in, per role, and the sentence on what replaced what."""

    fonts: Fonts
    fang: tuple[str, ...]
    biao: tuple[str, ...]
    hei: tuple[str, ...]
    kai: tuple[str, ...]
    song: tuple[str, ...]
    title_is_thin: bool
    substitution: str


def font_folder() -> Path | None:
    """Give the bureau's own font folder, where the environment names one."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named) if named else None


@lru_cache(maxsize=4)
def faces(folder: Path | None, /) -> Faces:
    """
    Load the fonts once and choose a family for each role.

    :raises FontMissing: if the folder or the free fonts cannot be read
    """
    if folder is not None and not folder.is_dir():
        raise FontMissing(
            f"字体文件夹“{folder}”不存在或者不能读取。请检查{FOLDER_VARIABLE}，"
            "或者去掉这项设置，改用随程序安装的思源字体。"
        )
    paths = [*([str(folder)] if folder else []), *_free_fonts()]
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    families = {name.casefold(): name for name in fonts.families()}
    if SERIF.casefold() not in families or SANS.casefold() not in families:
        raise FontMissing(_ADVICE)
    own = {role: _own(names, families) for role, (_, names) in WANTED.items()}
    chosen = {role: (*own[role], STAND_IN[role]) for role in WANTED}
    return Faces(
        fonts=fonts,
        **{role: tuple(dict.fromkeys((*names, SERIF))) for role, names in chosen.items()},
        song=(SERIF,),
        title_is_thin=not own["biao"],
        substitution=_sentence({role for role in WANTED if not own[role]}),
    )


_ADVICE: Final = (
    "缺少排版所需的中文字体（思源宋体、思源黑体），不能生成PDF。"
    "请重新安装程序的依赖（pylopdf-fonts-zh-cn）后再试；文书内容和编号不受影响。"
)


def font_files(folder: Path | None, /) -> tuple[Path, ...]:
    """
    Return the files of the bureau's own fonts and of the free ones.

    :raises FontMissing: if the free fonts cannot be read
    """
    folders = (*((folder,) if folder else ()), *map(Path, _free_fonts()))
    found = (path for one in folders for path in sorted(one.rglob("*")))
    return tuple(path for path in found if path.suffix.lower() in FONT_ENDINGS)


def _free_fonts() -> list[str]:
    # Imported late and by name: a broken installation must give a sentence, not a traceback.
    try:
        package = importlib.import_module("pylopdf_fonts_zh_cn")
        paths = [Path(package.serif_path()), Path(package.sans_path())]
    except (ImportError, AttributeError) as error:
        raise FontMissing(_ADVICE) from error
    if not all(path.is_file() for path in paths):
        raise FontMissing(_ADVICE)
    return [str(path.parent) for path in paths[:1]]


def _own(names: tuple[str, ...], families: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(families[name.casefold()] for name in names if name.casefold() in families)[:1]


def _sentence(missing: set[str]) -> str:
    parts = [
        f"{WANTED[role][0]}以{STAND_IN_NAME[STAND_IN[role]]}代替"
        for role in WANTED
        if role in missing
    ]
    return f"字体替代：{'，'.join(parts)}。" if parts else ""
