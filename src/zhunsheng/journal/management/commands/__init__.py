"""Django finds the commands in this folder."""
