"""Pure: how a search is widened, and how what was found is shown."""
