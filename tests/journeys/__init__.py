"""Stories across all rooms, told through the command as a person runs it."""
