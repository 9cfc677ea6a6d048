"""The versions of a course: kept as they were taught, compared, chosen between."""
