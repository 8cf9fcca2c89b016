import os

from decouple import config
from pydantic_settings import BaseSettings

DEBUG = os.getenv("DEBUG", "false").lower() == "true"
ENV = os.getenv("ENV", "production")
DJANGO_DEBUG = config("DJANGO_DEBUG", default=False, cast=bool)


class Settings(BaseSettings):
    debug: bool = False
