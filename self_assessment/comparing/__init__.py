"""Two finished assessments side by side: what moved, and why."""
