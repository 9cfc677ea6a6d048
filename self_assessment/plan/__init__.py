"""What a municipality has decided to do: by whom, by when, and how it goes."""
