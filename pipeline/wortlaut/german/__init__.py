"""German language data: word lists, marks and patterns, separate from the code that uses them."""
