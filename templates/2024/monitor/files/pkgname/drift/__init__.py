"""Whether images differ from those that the model was trained on, and how it bears that."""
