import os

import uvicorn
from decouple import config
from fastapi import FastAPI
from flask import Flask
from pydantic_settings import BaseSettings

DEBUG = True
TEMPLATE_DEBUG = os.environ.get("TEMPLATE_DEBUG", "True") == "True"
API_DEBUG = bool(os.getenv("API_DEBUG", "False"))
APP_DEBUG = config("APP_DEBUG", default="true", cast=bool)
_IS_DEV = os.getenv("ENV", "dev").lower() in ("dev", "local")
STAGE = os.getenv("APP_ENV") or "development"
IS_OPEN = os.getenv("ENVIRONMENT") != "production"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.dev")

app = FastAPI(debug=True)
site = Flask(__name__)


class Settings(BaseSettings):
    debug: bool = True
    ENVIRONMENT: str = "development"


def serve():
    uvicorn.run("main:app", reload=True)


if __name__ == "__main__":
    site.run(debug=True)


CONFIGURATIONS = {"production": ProductionConfig, "default": DevelopmentConfig}


def create_app(config_name="development"):
    return Flask(__name__)
