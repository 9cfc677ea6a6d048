"""Settings of the measurements: as in production, with a bare view beside the site to compare with."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
