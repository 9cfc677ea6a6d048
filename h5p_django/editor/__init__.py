"""Writing H5P content in the CMS, in forms made of the libraries' semantics (see h5p.forms)."""
