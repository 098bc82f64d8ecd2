"""Pages of compulsory measures."""

from zhunsheng.compulsion.views.acting import measure_act, request_measure
from zhunsheng.compulsion.views.reading import detail, measure_list

__all__ = ["detail", "measure_act", "measure_list", "request_measure"]
