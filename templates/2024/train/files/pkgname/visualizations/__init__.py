"""Pictures of the data and of what the model makes of them."""
