"""An H5P server in Python: packages in and out, libraries, content, player data and results.

No framework is known here. The rules are those of the H5P core API 1.28, hardened; docstrings name the
section of the specification (h5p-spec) they follow. Start with README.md; import from the modules by subject.
"""
