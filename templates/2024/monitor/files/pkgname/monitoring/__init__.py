"""What the API counts and records."""
