"""Errors, files, remote storage, progress and logging."""
