"""The annualreport room."""
