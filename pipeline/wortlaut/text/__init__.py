"""Articles, their sections, and the text as it is analysed."""
