"""How long hypothesis looks: the same examples each time, more with HYPOTHESIS_PROFILE=explore."""

import os

from hypothesis import HealthCheck, settings

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]
_ALL = {"deadline": None, "suppress_health_check": _CALM}
settings.register_profile("same", max_examples=60, derandomize=True, **_ALL)
settings.register_profile("explore", max_examples=2_000, **_ALL)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
