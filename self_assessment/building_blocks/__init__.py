"""The building blocks as anyone may read them, and which of them a course, a prompt or an example helps with."""
