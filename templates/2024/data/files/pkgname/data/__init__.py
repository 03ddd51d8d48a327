"""From raw images to tensors."""
