"""Settings."""
import logging
from typing import List

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

logger = logging.getLogger(__name__)


class Settings(BaseSettings):
    app_name: str = "Chat"
    # Allowed CORS origins
    cors_origins: List[str] = Field(default=[], description="CORS origins")
    port: int = 8000

    @field_validator("cors_origins")
    @classmethod
    def drop_wildcard_origin(cls, origins: List[str]) -> List[str]:
        """Drop a `*`, which would allow every site."""
        if "*" in origins:
            logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
        return [origin for origin in origins if origin != "*"]

    # Derived
    @field_validator("port")
    @classmethod
    def check_port(cls, value: int) -> int:
        return value

    model_config = SettingsConfigDict(env_file=".env")


settings = Settings()
