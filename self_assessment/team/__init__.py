"""The people behind an assessment: who is invited, in which role, and who has answered."""
