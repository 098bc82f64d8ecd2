"""The composition: settings, addresses, menu. Imports every room, is imported by none."""
