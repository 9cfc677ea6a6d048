"""H5P contents as text: the same questions as exercises of ours, with equal credit."""
