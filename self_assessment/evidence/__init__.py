"""What speaks for an answer: links, files, and courses that people have finished."""
