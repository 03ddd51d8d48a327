"""The page in front of the API. It imports neither PyTorch nor the rest of the package: its container needs neither."""
