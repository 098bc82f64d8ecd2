"""A bureau's own benchmark tables: the template, reading a spreadsheet, reading what was kept."""
