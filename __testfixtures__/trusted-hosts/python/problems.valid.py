from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

ALLOWED_HOSTS = ["*"]
app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
