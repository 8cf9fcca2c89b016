import logging
from typing import List

from pydantic import field_validator
from pydantic_settings import BaseSettings

logger = logging.getLogger(__name__)


class Settings(BaseSettings):
    CORS_ORIGINS: List[str] = []

    @field_validator("CORS_ORIGINS")
    @classmethod
    def drop_wildcard_origin(cls, origins: List[str]) -> List[str]:
        """Drop a `*`, which would allow every site."""
        if "*" in origins:
            logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
        return [origin for origin in origins if origin != "*"]


settings = Settings()
