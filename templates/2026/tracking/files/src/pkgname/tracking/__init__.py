"""What is known about a run afterwards: its log, its record in Weights & Biases, and sweeps over settings."""
