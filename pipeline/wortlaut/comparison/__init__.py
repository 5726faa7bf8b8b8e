"""Compare outlets, authors, months and parties: who is heard there, how much, and in what tone."""
