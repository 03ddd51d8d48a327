"""Faster: how batches are loaded, training in several processes, smaller models."""
