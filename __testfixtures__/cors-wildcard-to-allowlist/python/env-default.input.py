import os
import logging
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)
app = FastAPI()

# Comma-separated list of origins
origins_env = os.getenv("ALLOWED_ORIGINS", "*")
origins = [o.strip() for o in origins_env.split(",") if o.strip()]
logger.info(f"CORS origins: {origins}")

app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)
