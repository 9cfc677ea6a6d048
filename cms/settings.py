"""Every setting, once, read from the environment by name. Safe when nothing is set.

`docs/operators.md` lists the names an operator sets. A missing one stops the start and says its name.
"""

import logging
from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF, UNSAFE_INLINE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
"""Demo mode: demo people exist, and anyone signed in may become the lead of a municipality."""
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else environ.Env.NOTSET)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
NOTES_KEYS = env.list("NOTES_KEYS", default=[])
"""Encrypt private notes, newest first. Unset: derived from SECRET_KEY and its fallbacks."""
CERTIFICATE_KEYS = env.list("CERTIFICATE_KEYS", default=[])
"""Sign certificates: the first; all of them verify. `manage.py make_certificate_key` makes one. Unset: derived
from SECRET_KEY in demo and debug mode; elsewhere no certificate can be issued."""
LONGEST_NOTE = env.int("LONGEST_NOTE", default=5000)
"""Characters of a private note."""
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SITE_HOST = SITE_URL.split("://", 1)[1].split(":")[0]
MAIL_HOST = "demo.example" if SITE_HOST.replace(".", "").isdigit() or "." not in SITE_HOST else SITE_HOST
"""What our addresses end with: a trial on this machine has no name that mail could go to."""
SITE_OWNER = env.str("SITE_OWNER", default="Nasjonalt kompetansesenter for arbeidsrettet rehabilitering")
"""Who answers for the site, as the privacy page says it."""
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=f"post@{MAIL_HOST}")
"""Where a reader may ask, complain, or tell of a fault."""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST, "localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
H5P_ORIGIN = env.str("H5P_ORIGIN", default="").rstrip("/")
"""A second address of this server, such as https://h5p.example.no, that serves H5P contents and nothing else.
Unset: contents are shown in frames without an origin."""
if H5P_ORIGIN:
    ALLOWED_HOSTS.append(H5P_ORIGIN.split("://", 1)[-1].split(":")[0])

INSTALLED_APPS = [
    "home",
    "self_assessment",
    "courses",
    "h5p_django",
    "base",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "h5p_django.origins.OriginMiddleware",  # before all that answers: its host has no other pages
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "base.middleware.PageCacheMiddleware",  # outside all that makes a page
    "base.middleware.TextGZipMiddleware",
    "base.middleware.RequestLogMiddleware",
    "base.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "base.middleware.VisitorMiddleware",
    "base.middleware.LanguageMiddleware",  # after the visitor, whose language counts at /konto/
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "base.context_processors.site",
            ],
        },
    }
]

FORM_RENDERER = "base.forms.Renderer"

# --- Data -------------------------------------------------------------------------------------------

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'byggestein.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a write waits its turn instead of failing when it turns out to be one.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        # FULL: what we have said is saved is on the disk, also when the machine stops.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_SECONDS", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)
"""How long a public page is kept. An editor's change counts at once in processes that share the cache."""
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # what is acknowledged survives a restart of the cache

# --- People -----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "cms_login"
LOGIN_REDIRECT_URL = "home:my_page"
LOGOUT_REDIRECT_URL = "/"

# allauth. Its rate limits and its silence on which addresses have an account are on by default.
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a code survives the mail filters that open every link
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # seconds; mail to a municipality may be slow
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Byggestein"

# --- Language ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nb", "Norsk (bokmål)"), ("en", "English")]
LOCALE_PATHS = [
    BASE_DIR / room / "locale"
    for room in ("home", "self_assessment", "courses", "h5p_django", "base", "accounts")
]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [(name, BASE_DIR / "static" / name) for name in ("build", "svg")]  # not their sources
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=DEBUG or DEMO)
"""Serve uploaded images from here: for a trial and one small server. A larger one lets its web server do it."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "h5p": {  # never below MEDIA_ROOT: a script of a package must not be served from the site's own address
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("H5P_ROOT", default=str(BASE_DIR / "var" / "h5p")), "base_url": None},
    },
    "evidence": {  # nor this: a municipality's own, sent only to those who may see it
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("EVIDENCE_ROOT", default=str(BASE_DIR / "var" / "evidence")),
            "base_url": None,
        },
    },
    "recordings": {  # not below MEDIA_ROOT either: a draft, or what a licence no longer covers, is not for all
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("RECORDINGS_ROOT", default=str(BASE_DIR / "var" / "recordings")),
            "base_url": None,
        },
    },
}
CONTENT_ROOT = BASE_DIR / "content"

# --- Mail -------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{BASE_DIR / 'var' / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"Byggestein <ikke-svar@{MAIL_HOST}>")

# --- Security ---------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^live$", r"^ready$"]  # asked from inside, past the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits count the reader, not the proxy
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "base.views.csrf_failure"
# In a cookie, so that a visitor without a session is not asked for one.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
X_FRAME_OPTIONS = "DENY"  # Wagtail makes the exception for its own previews
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Designsystemet draws its small icons as data: images
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        **({"frame-src": [SELF, H5P_ORIGIN]} if H5P_ORIGIN else {}),
    },
}
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "frame-ancestors": [SELF],  # a preview stands in a frame of the editor
    # Wagtail's date pickers, choosers and inline panels start by inline script, its editor by inline style.
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],  # blob: the picture an editor is about to upload
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "midi")
}

# --- The CMS ----------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Byggestein"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request to a foreign host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # passwords and e-mail addresses are changed under /konto/,
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # where the address is confirmed and the second factor asked for
COURSE_PACKAGE_MIB = env.int("COURSE_PACKAGE_MIB", default=512)
"""The largest course package, once unpacked."""
BIN_DAYS = env.int("BIN_DAYS", default=30)
"""How long what an editor deletes may be had back. `manage.py empty_bin` then deletes it for good."""
LINK_SECONDS = env.int("LINK_SECONDS", default=8)
"""How long `manage.py check_content --ask` waits for an address outside the site."""
DOCUMENT_CHECK_MIB = env.int("DOCUMENT_CHECK_MIB", default=64)
"""The largest uploaded PDF that `manage.py check_content` reads, to see whether it is tagged."""
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "base.search_backend"}}

# --- Logs: structured, and without personal data ----------------------------------------------------

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request; the first names the browser

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")},  # each index entry
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

# --- The assessment ---------------------------------------------------------------------------------

ASSESSMENT_TEXT_LENGTH = env.int("ASSESSMENT_TEXT_LENGTH", default=2000)
"""The most characters of a comment or a reason."""
ASSESSMENT_INVITATION_DAYS = env.int("ASSESSMENT_INVITATION_DAYS", default=21)
"""How long an invitation to answer holds."""
ASSESSMENT_INVITATION_MEMORY_DAYS = env.int("ASSESSMENT_INVITATION_MEMORY_DAYS", default=90)
"""How long an invitation nobody took up is kept after it ran out or was taken back."""
ASSESSMENT_TEAM_SIZE = env.int("ASSESSMENT_TEAM_SIZE", default=60)
"""The most people and waiting invitations of one assessment."""

ASSESSMENT_EVIDENCE_MIB = env.int("ASSESSMENT_EVIDENCE_MIB", default=10)
"""The largest file of evidence."""
ASSESSMENT_EVIDENCE_COUNT = env.int("ASSESSMENT_EVIDENCE_COUNT", default=100)
"""The most links and files of one assessment."""
ASSESSMENT_EVIDENCE_PIXELS = env.int("ASSESSMENT_EVIDENCE_PIXELS", default=40_000_000)
"""The most points of a picture that is unpacked."""
ASSESSMENT_FEWEST_TOLD = env.int("ASSESSMENT_FEWEST_TOLD", default=5)
"""Of fewer people than this, no number is told of what they have learned."""

ASSESSMENT_MEETING_MINUTES = env.int("ASSESSMENT_MEETING_MINUTES", default=8)
"""The time for each question of a meeting, in minutes, when the lead says nothing else."""

ASSESSMENT_SHARE_DAYS = env.int("ASSESSMENT_SHARE_DAYS", default=365)
"""The most days a shared link may open."""

# --- Video and sound --------------------------------------------------------------------------------

MEDIA_VIDEO_MIB = env.int("MEDIA_VIDEO_MIB", default=200)
"""The largest video an editor may upload."""
MEDIA_AUDIO_MIB = env.int("MEDIA_AUDIO_MIB", default=50)
MEDIA_POSTER_MIB = env.int("MEDIA_POSTER_MIB", default=1)
"""The largest still picture of a video."""

# --- H5P --------------------------------------------------------------------------------------------

H5P_PACKAGE_MIB = env.int("H5P_PACKAGE_MIB", default=128)
"""The largest package anyone may upload."""
H5P_UNPACKED_MIB = env.int("H5P_UNPACKED_MIB", default=256)
H5P_FILE_MIB = env.int("H5P_FILE_MIB", default=64)
"""The largest file in a package, once unpacked; video has its own limit."""
H5P_VIDEO_MIB = env.int("H5P_VIDEO_MIB", default=64)
H5P_FILES = env.int("H5P_FILES", default=10_000)
"""The most files in a package."""
H5P_RATIO = env.int("H5P_RATIO", default=200)
"""How many times its packed size a file above 1 MiB may unpack to."""
H5P_SAVES_A_MINUTE = env.int("H5P_SAVES_A_MINUTE", default=240)
"""The most saves of states, and of results, one learner may send from one content; more are asked to wait."""
H5P_EDITOR_FIELDS = env.int("H5P_EDITOR_FIELDS", default=2_500)
"""The most fields of a content that one form shows; the rest is kept as it is."""
H5P_EDITOR_LEVELS = env.int("H5P_EDITOR_LEVELS", default=40)
"""How deep groups, lists and contents within contents may lie in one form."""
# A field takes a few inputs, and Django's own limits are made for small forms.
DATA_UPLOAD_MAX_NUMBER_FIELDS = env.int("DATA_UPLOAD_MAX_NUMBER_FIELDS", default=6 * H5P_EDITOR_FIELDS)
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("DATA_UPLOAD_MAX_MEMORY_SIZE", default=8 * 1024 * 1024)
"""Bytes of a form, its files left out."""
H5P_SWEEP_HOURS = env.int("H5P_SWEEP_HOURS", default=48)
"""How long a file that nothing uses is kept before `manage.py sweep_h5p --delete` may take it."""
H5P_HUB_URL = env.str("H5P_HUB_URL", default="").rstrip("/")
"""Where content types may be fetched from, such as https://hub-api.h5p.org/v1. Unset: the hub is off."""
H5P_HUB_SECONDS = env.int("H5P_HUB_SECONDS", default=30)
"""The longest an answer of the hub may take, to its end."""
H5P_VIDEO_HOSTS = env.list("H5P_VIDEO_HOSTS", default=[])
"""Origins that content may show video from, such as https://www.youtube-nocookie.com. None: no foreign host."""
