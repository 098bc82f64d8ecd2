"""What the journeys find on their site: an approved inspection, and a case sent to review."""

from __future__ import annotations

import json
import os
import sys
from datetime import date

TODAY = date(2026, 1, 15)


def main() -> None:
    """Add both to the demo that the environment names; print where they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    import django

    django.setup()
    from tests.browser import seeding

    json.dump(seeding.seed(TODAY), sys.stdout)


if __name__ == "__main__":
    main()
