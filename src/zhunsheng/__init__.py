"""Zhunsheng 准绳: enforcement, records and report of an emergency-management bureau, by law."""

__version__ = "0.1.0"
