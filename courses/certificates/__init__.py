"""Certificates of finished courses: issued, printed, checked by anyone, revoked; and the year's learning record."""
