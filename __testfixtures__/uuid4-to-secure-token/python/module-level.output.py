import os
import secrets

SECRET_KEY = os.environ.get("SECRET_KEY", secrets.token_urlsafe(32))
JWT_SECRET = os.getenv("JWT_SECRET") or secrets.token_hex(16)
