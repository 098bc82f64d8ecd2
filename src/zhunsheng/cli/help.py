"""The help of the command and what is wrong with a call, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from zhunsheng.cli.edge import Day


class ChineseHelp(click.HelpFormatter):
    """The help of the command without a word of English."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, in_chinese(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{in_chinese(heading)}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of options or commands."""
        said = [(in_chinese(name), in_chinese(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


_HELP = (
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"^Options$", "选项"),
    (r"^Commands$", "命令"),
    (r"Show this message and exit\.", "显示帮助后退出"),
    (r"\[default: ([^;\]]*)(?:; )?", r"[默认：\1 "),
    (r"\b1<=x<=65535\b", "1至65535"),
    (r" \]", "]"),
    (r"\[required\]", "[必填]"),
    (r"INTEGER RANGE", "整数"),
    (r"DIRECTORY", "文件夹"),
    (r"\bFILE\b", "文件"),
    (r"\bPATH\b", "路径"),
    (r"\bTEXT\b", "文字"),
)


def in_chinese(text: str) -> str:
    """Return a line of the library's help in Chinese."""
    for english, chinese in _HELP:
        text = re.sub(english, chinese, text)
    return text


def usage_message(wrong: click.UsageError) -> str:
    """Return in Chinese what is wrong with a call."""
    param = wrong.param if isinstance(wrong, click.BadParameter) else None
    if isinstance(wrong, click.NoSuchOption):
        return f"没有选项“{wrong.option_name}”。"
    if isinstance(wrong, click.MissingParameter) and param is not None:
        return f"缺少参数“{param.make_metavar(wrong.ctx)}”。" if wrong.ctx else "缺少参数。"
    if param is not None and isinstance(param.type, click.IntRange):
        return f"“--{param.name}”应为{param.type.min}至{param.type.max}的整数。"
    if param is not None and isinstance(param.type, Day):
        return f"“{_long_name(param)}”的值{wrong.message}"
    if param is not None:
        return f"“{_long_name(param)}”的值不对。"
    if wrong.ctx is not None and not isinstance(wrong.ctx.command, click.Group):
        return "参数过多。"
    return "没有这个命令。"


def _long_name(param: click.Parameter) -> str:
    return max(param.opts, key=len)
