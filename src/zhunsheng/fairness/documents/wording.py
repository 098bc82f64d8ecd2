"""Standing sentences of an assessment."""

from typing import Final

from zhunsheng.kernel.phrases import Phrases

say: Final = Phrases("zhunsheng.fairness").say
