from typing import List

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    CORS_ORIGINS: List[str] = ["*"]


settings = Settings()
