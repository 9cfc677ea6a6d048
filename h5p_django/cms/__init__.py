"""H5P in the CMS: the contents, the packages that wait for an approver, and the installed libraries."""
