"""
Documents: what an officer issues, under which number, and its files.

Legal basis: the contents that a record, notice or decision must have (行政处罚法 44, 52, 59;
安全生产法 65, 68), the record of the whole process (行政处罚法 47), and the layout of official
papers (GB/T 9704).

Public face: `services.issue` and `services.issue_reserved` are parts of another room's act;
`services.reserve_number` and `services.void_number` are acts, and so are keeping a signed original,
entering a seal, and handing out numbered forms. `queries` reads documents, numbers and files.
`rules` holds the declared kinds (`data/kinds/*.yaml`) and their required contents.
`rendering` sets any paper made of neutral blocks as PDF/A-2b or DOCX.
"""
