"""The library of conversation prompts: one question at a time, open to all, for screen and paper."""
