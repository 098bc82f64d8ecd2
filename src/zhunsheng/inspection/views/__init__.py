"""Pages of inspections."""

from zhunsheng.inspection.views.reading import detail, inspection_list

__all__ = ["detail", "inspection_list"]
