"""
Checker: reads a report or an inspection plan that somebody wrote and finds what does not hold.

Legal basis: the four parts of the yearly report on law-based government (厅字〔2019〕28号), the
publication clocks of 国办发〔2018〕118号 and 安全生产法 78, the procedural terms of 行政处罚法.

Public face: ``check.check_text``, ``check.check_file``, ``check.ReportFinding``,
``check.Severity``, ``check.Unreadable``; ``cli_output.run``, ``cli_output.to_json``,
``cli_output.to_text``. Everything else is private. The room is pure: it has no table and no clock.
"""
