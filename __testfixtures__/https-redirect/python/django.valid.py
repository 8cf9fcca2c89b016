import os

INSTALLED_APPS = []
DEBUG = os.environ.get("DEBUG", "False") == "True"
if not DEBUG:
    SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "False").lower() == "true"
else:
    SECURE_SSL_REDIRECT = False
