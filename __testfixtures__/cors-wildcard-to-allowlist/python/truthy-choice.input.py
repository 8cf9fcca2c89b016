import logging
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)

app = FastAPI()
raw = os.getenv("CORS_ORIGINS")
app.add_middleware(CORSMiddleware, allow_origins=raw.split(",") if raw else ["*"])
admin = FastAPI()
admin.add_middleware(CORSMiddleware, allow_origins=(os.getenv("ADMIN_ORIGINS") or "*").split(","))
partner = FastAPI()
partner.add_middleware(CORSMiddleware, allow_origins=["http://localhost:3000", os.getenv("PARTNER_URL", "*")])
