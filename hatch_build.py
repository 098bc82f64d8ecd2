"""Build hook: a wheel ships the front end, built from the locked npm packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendBuildHook(BuildHookInterface[Any]):
    """Build the static vendor folder before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the front-end build; an editable install leaves it to run.py."""
        if version == "editable":
            return
        script = Path(self.root) / "frontend" / "build.py"
        subprocess.run([sys.executable, str(script)], check=True)  # noqa: S603 - our own script
