"""Writing out what was found: the text with its findings as a web page, or as a Word file."""
