import os

from decouple import config
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

JWT_SECRET = os.environ["JWT_SECRET"]
STRIPE_KEY = os.getenv("STRIPE_API_KEY")
SMTP_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
SECRET_KEY = config("SECRET_KEY")


class Settings(BaseSettings):
    secret_key: SecretStr
    openai_api_key: str = Field(..., description="Key of the model")
    smtp_password: str | None = None
    token_type: str = "bearer"
