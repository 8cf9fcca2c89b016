import os

from pydantic_settings import BaseSettings

FRONTEND_URL = os.getenv("FRONTEND_URL", "http://localhost:3000")


class Settings(BaseSettings):
    redis_url: str = "redis://localhost:6379/0"
