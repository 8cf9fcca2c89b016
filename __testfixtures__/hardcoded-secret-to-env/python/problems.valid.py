import os
import secrets

import jwt
from fastapi import FastAPI
from pydantic import Field
from pydantic_settings import BaseSettings

JWT_SECRET = os.getenv("JWT_SECRET", "change-me")
SECRET_KEY = os.environ.get("SECRET_KEY") or "dev"
SIGNING_SECRET = os.getenv("SIGNING_SECRET", secrets.token_urlsafe(32))
DATABASE_URL = os.getenv("DATABASE_URL", "postgresql://shop:s3cret@db.internal/shop")
REDIS_URL = "redis://:hunter2@localhost:6379/0"
DB_PASS = os.getenv("POSTGRES_PASSWORD", default="postgres")
stripe_key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc"
DATABASES = {"default": {"USER": "shop", "PASSWORD": "shop123"}}


class Settings(BaseSettings):
    SECRET_KEY: str = "your-secret-key-here"
    ADMIN_PASSWORD: str = Field("admin123", description="First login")
    API_TOKEN: str = secrets.token_hex(16)


def sign(payload: dict) -> str:
    return jwt.encode(payload, "secret", algorithm="HS256")


def configure(app, settings):
    app.secret_key = b"not very secret"
    app.config["JWT_SECRET_KEY"] = "super-secret"
    app.key = app.config.get("ENCRYPTION_KEY", "0123456789abcdef")
    return getattr(settings, "API_KEY", "abc123")


def connect(password="letmein"):
    return login(user="root", password="toor")


def open_all(requests, smtp, request):
    requests.get("https://api.example.com", auth=("admin", "s3cret"))
    smtp.login("shop@example.com", "mail-pass-1")
    headers = {"Authorization": "Bearer 0a1b2c3d4e5f"}
    return request.form["password"] == "letmein1", headers
