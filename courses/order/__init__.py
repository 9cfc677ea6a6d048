"""What comes after what in a course, in words; and whom a change of it would lock out."""
