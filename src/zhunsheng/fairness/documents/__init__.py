"""An assessment as it is read: its lines in words, its drawings, its paper."""
