"""The pages of the self-assessment, by subject."""
