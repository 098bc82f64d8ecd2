"""The border of a bureau: who may open which page of whose record, tried in full."""
