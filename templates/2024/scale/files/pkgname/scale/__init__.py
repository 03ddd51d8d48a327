"""More data, more devices, smaller models."""
