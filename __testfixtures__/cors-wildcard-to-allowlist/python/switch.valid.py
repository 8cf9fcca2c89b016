# A switch opens the API on purpose.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from app.config import settings

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"] if settings.CORS_ALLOW_ALL else settings.cors_origins)
