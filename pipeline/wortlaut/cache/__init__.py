"""What is kept from run to run, and by which key."""
