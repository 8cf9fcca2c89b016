import os
import uuid

SECRET_KEY = os.environ.get("SECRET_KEY", str(uuid.uuid4()))
JWT_SECRET = os.getenv("JWT_SECRET") or uuid.uuid4().hex
