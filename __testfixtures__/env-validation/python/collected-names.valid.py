import os

from app.config import config

TOKEN = os.environ["API_TOKEN"]


@app.on_event("startup")
async def startup():
    if config.is_production():
        missing = []
        if not config.CLERK_SECRET_KEY:
            missing.append("CLERK_SECRET_KEY")
        if not (os.getenv("SIGNING_KEY") or "").strip():
            missing.append("SIGNING_KEY")
        if missing:
            raise RuntimeError("Missing required production secrets: " + ", ".join(missing))
