"""
Powers: the power list (权责清单) of a bureau, in versions that never change once adopted.

Purpose: which powers, duties and public services the bureau has, who exercises each, on which
article, within which limits; what was added, dropped or changed from one version to the next; and
whether a penalty belongs to an item of the list that is in force on a day. Legal basis:
行政处罚法 17 and 39, 国办发〔2018〕118号 (disclosure before the act), 国办发〔2024〕54号.

Public face: ``services`` (draft, import, edit, adopt, publish, give up), ``queries`` (versions,
items, the list in force, what is not listed, duties, rows for statistics), ``rules``, ``choices``,
``exports``.
"""
