"""The tables: their contract, and how they are read and written."""
