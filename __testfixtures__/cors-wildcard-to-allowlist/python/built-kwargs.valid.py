# The arguments are put together in several steps.
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
cors_origins_env = os.getenv("CORS_ALLOWED_ORIGINS", "*")
cors_kwargs = {"allow_credentials": True, "allow_headers": ["*"]}
if cors_origins_env == "*":
    cors_kwargs["allow_origin_regex"] = ".*"
else:
    cors_kwargs["allow_origins"] = cors_origins_env.split(",")
app.add_middleware(CORSMiddleware, **cors_kwargs)
