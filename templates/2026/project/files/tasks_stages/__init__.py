"""The commands of each part of the project, in one module per part. `tasks.py` collects them."""
