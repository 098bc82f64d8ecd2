"""Forms of compulsory measures: strings become values."""
