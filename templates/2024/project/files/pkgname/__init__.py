"""From raw data to a trained model and its predictions."""
