"""
The archive of case files (案卷归档): what a closed case leaves behind, in order, for good.

Legal basis: 行政处罚法 47 (the whole process of a penalty is recorded and kept as a file).

Public face: ``services`` (file a case, open and file a supplement, lend and take back), ``queries``
(what waits to be filed, volumes, loans, the dossier as one PDF/A), ``choices``, ``rules``. What is
fit for others stands in the main folder; what stays inside stands in the inner one, and no bundle
for outside takes it.
"""
