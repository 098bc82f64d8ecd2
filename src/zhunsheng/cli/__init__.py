"""
The ``zhunsheng`` command.

Every refusal at this edge is one clear Chinese line on standard error and an exit code that is
not 0; a traceback is a fault of the program.
"""

from zhunsheng.cli import law, offences, procedures, site
from zhunsheng.cli.help import usage_message
from zhunsheng.cli.root import app, main

__all__ = ["app", "law", "main", "offences", "procedures", "site", "usage_message"]
