"""How far apart the answers lie, and what the municipality agrees on."""
