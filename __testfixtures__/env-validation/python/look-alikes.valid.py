import os

from pydantic import BaseModel
from pydantic_settings import BaseSettings

PORT = int(os.getenv("PORT", "8000"))


class Settings(BaseSettings):
    port: int = 8000


class Login(BaseModel):
    name: str
    password: str


settings = Settings()


def validate_form(form):
    if not form.name:
        raise ValueError("name is required")


def home():
    return os.environ["HOME"]


class WebhookValidator:
    def validate(self):
        if not self.auth_token:
            raise ValueError("auth_token is required")


class Origins(BaseSettings):
    origins: list[str] = []

    @validator("origins")
    def split(cls, value):
        raise ValueError(value)


origins = Origins()
