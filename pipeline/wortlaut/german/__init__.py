"""The German language as data: word lists, marks and patterns, apart from the logic that uses them."""
