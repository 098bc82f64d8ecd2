"""What the journeys find on their site: open matters, or (``decided``) a published decision."""

from __future__ import annotations

import json
import os
import sys
from datetime import date

TODAY = date(2026, 1, 15)
#: After the measures on credit repair came into force.
DECIDED = date(2026, 4, 20)


def main() -> None:
    """Add it to the demo that the environment names; print where it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.config.settings")
    import django

    django.setup()
    from tests.browser import seeding

    told = seeding.decided(DECIDED) if "decided" in sys.argv else seeding.seed(TODAY)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
