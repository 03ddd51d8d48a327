"""The model outside of PyTorch: exported to ONNX, and served by FastAPI or by BentoML."""
