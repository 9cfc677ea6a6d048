"""What we know and where it comes from: sources, facts, the policy timeline, examples, resources and terms."""
