"""The model, its loss and metrics, and how it is saved."""
