"""The meeting where a group agrees: a screen for all, a phone each, and minutes that are written as one goes."""
