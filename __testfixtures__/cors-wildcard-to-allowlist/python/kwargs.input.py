from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

CORS_OPTIONS = {
    "allow_origins": ["*"],
    "allow_methods": ["*"],
    "allow_headers": ["*"],
}

app = FastAPI()
app.add_middleware(CORSMiddleware, **CORS_OPTIONS)
