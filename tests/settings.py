"""Settings of the tests: as in production, but with a fast hasher and no files or mail left behind."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
os.environ.setdefault("ENV_FILE", os.devnull)

from cms.settings import *  # noqa: F403

# On disk, beside the database that names them: both are made in one process and read in others.
FILES = BASE_DIR / "var" / "tests" / DATABASES["default"]["ENGINE"].rpartition(".")[2]  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "h5p": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES / "h5p", "base_url": None},
    },
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "recordings": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES / "recordings", "base_url": None},
    },
}
MEDIA_ROOT = tempfile.gettempdir()
WHITENOISE_AUTOREFRESH = True  # else every test client reads all static files anew: a third of the time
SECURE_SSL_REDIRECT = False
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]  # noqa: F405
# Each test process has a cache of its own: clearing one must not empty the others'.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker.startswith("gw") and CACHES["default"]["BACKEND"].endswith("RedisCache"):  # noqa: F405
    _server, _, _number = CACHES["default"]["LOCATION"].rpartition("/")  # noqa: F405
    CACHES["default"]["LOCATION"] = f"{_server}/{int(_number) + int(_worker[2:])}"  # noqa: F405
PAGE_CACHE_SECONDS = 0  # a page shows what this test put there; tests/base turns the cache on
