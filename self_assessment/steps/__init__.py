"""What a municipality decides about the next steps it is offered."""
