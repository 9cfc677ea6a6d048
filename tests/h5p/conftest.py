"""How far hypothesis looks: the same examples each time; further with `--hypothesis-profile=explore`."""

from hypothesis import settings

settings.register_profile("same", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
