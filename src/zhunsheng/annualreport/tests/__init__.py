"""Tests of the annualreport room."""
