"""
Legal review (法制审核): seven questions, bound to the hash of what was reviewed.

Legal basis: 行政处罚法 58 (``APL-2021:58``) and the three-systems document (``GBF-2018-118``).
Public face: ``choices``, ``rules``, ``services`` (parts that run inside another room's act) and
``queries``. A request and an opinion are never changed; a changed file needs a new round.
"""
