import os

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "example.com").split(",")
app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.com"])
