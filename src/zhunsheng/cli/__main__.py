"""``python -m zhunsheng.cli``."""

from zhunsheng.cli import main

main()
