"""A result on paper and in files: the page for the director, the report, the workbook."""
