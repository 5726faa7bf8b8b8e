"""Check the quotations of a corpus by hand: draw a sample into a sheet, and compute scores from what was ticked."""
