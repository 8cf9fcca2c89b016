# Only where DEBUG says so.
INSTALLED_APPS = ["corsheaders"]
DEBUG = env_flag("DEBUG")
if DEBUG:
    CORS_ALLOW_ALL_ORIGINS = True
CORS_ORIGIN_ALLOW_ALL = DEBUG
