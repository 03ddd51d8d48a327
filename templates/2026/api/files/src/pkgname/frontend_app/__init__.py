"""The page in front of the API. It imports neither PyTorch nor the rest of the package, so its container needs neither."""
