import logging

from pydantic_settings import BaseSettings

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> list[str]:
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


class Settings(BaseSettings):
    ENVIRONMENT: str = "production"
    CORS_ORIGINS: str = ""  # comma-separated

    @property
    def cors_origins_list(self) -> list[str]:
        return parse_allowed_origins(self.CORS_ORIGINS)


settings = Settings()
