"""The commands of each part of the project, one module a part. `tasks.py` collects them."""
