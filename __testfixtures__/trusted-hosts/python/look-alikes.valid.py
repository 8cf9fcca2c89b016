import os

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    allowed_hosts: list[str] = ["example.com"]


class DevelopmentConfig:
    ALLOWED_HOSTS = ["*"]


if os.getenv("ENV") == "development":
    ALLOWED_HOSTS = ["*"]
