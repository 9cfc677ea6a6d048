"""Certificates of finished courses: issued, printed, checked, revoked; and the learning record of a year."""
