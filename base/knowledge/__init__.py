"""What we know and where it comes from: sources, facts, the timeline, examples, resources and terms."""
