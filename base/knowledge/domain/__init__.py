"""Pure: what it means that a text states a figure."""
