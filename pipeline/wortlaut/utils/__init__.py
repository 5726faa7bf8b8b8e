"""Errors, files, addresses, progress and the log."""
