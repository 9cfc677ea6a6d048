"""Letting others read a finished result by a link that runs out and can be taken back."""
