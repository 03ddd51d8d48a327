"""Numbers that describe an item: small enough to be stored, and comparable between two sets of data."""
