"""Articles, their sections, and the normalised text that is analysed."""
