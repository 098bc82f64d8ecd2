"""
Publication of what was decided, and by when (行政执法公示).

Legal basis: 安全生产法 78 (penalties on units: seven working days), 国办发〔2018〕118号 (other
results: twenty working days), 行政处罚法 48 (withdrawal within three days), 50 (privacy).

Public face: ``services`` (publish, withdraw, and the parts ``put_out`` and ``take_back`` for
higher rooms), ``queries`` (duties, waiting, late, published, rows for statistics), ``choices``,
``rules``. Duties are derived from the decisions, draws, drawn inspections, results of departments
and approved plans that exist; nothing of them is stored.
"""
