"""`python -m h5p`: see `cli`."""

import sys

from h5p.cli import main

sys.exit(main())
