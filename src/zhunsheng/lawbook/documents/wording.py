"""Standing sentences of the lawbook."""

from typing import Final

from zhunsheng.kernel.phrases import Phrases

say: Final = Phrases("zhunsheng.lawbook").say
