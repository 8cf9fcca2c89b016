import logging
from typing import List

from pydantic import BaseSettings, validator

logger = logging.getLogger(__name__)


class Settings(BaseSettings):
    cors_origins: List[str] = []

    @validator("cors_origins")
    @classmethod
    def drop_wildcard_origin(cls, origins: List[str]) -> List[str]:
        """Drop a `*`, which would allow every site."""
        if "*" in origins:
            logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
        return [origin for origin in origins if origin != "*"]

    class Config:
        env_file = ".env"
