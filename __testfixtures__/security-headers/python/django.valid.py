DEBUG = False
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware"]

SECURE_HSTS_SECONDS = 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# The middleware of django-csp is not there.
CSP_DEFAULT_SRC = ("'self'",)
if not DEBUG:
    X_FRAME_OPTIONS = "DENY"
