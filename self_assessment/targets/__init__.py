"""The level a municipality aims for, by when, and who decided it."""
