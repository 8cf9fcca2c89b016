"""Settings."""
from typing import List

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    app_name: str = "Chat"
    # Allowed CORS origins
    cors_origins: List[str] = Field(default=["*"], description="CORS origins")
    port: int = 8000

    # Derived
    @field_validator("port")
    @classmethod
    def check_port(cls, value: int) -> int:
        return value

    model_config = SettingsConfigDict(env_file=".env")


settings = Settings()
