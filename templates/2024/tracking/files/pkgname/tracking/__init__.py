"""What is recorded of experiments, and sweeps over settings."""
