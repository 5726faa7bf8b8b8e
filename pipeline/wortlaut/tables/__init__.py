"""The tables: their contract, and reading and writing them."""
