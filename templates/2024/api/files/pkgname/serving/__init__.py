"""The model as TorchScript, which needs none of the code that it was built with."""
