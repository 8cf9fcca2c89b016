import os

PROD = os.environ.get("PROD") == "1"

if PROD:
    CORS_ORIGIN_WHITELIST = ["https://app.example.com"]
else:
    CORS_ALLOWED_ORIGINS = ["http://localhost:3000"]

CORS_ALLOW_ALL_ORIGINS = False
INSTALLED_APPS = ["corsheaders"]
