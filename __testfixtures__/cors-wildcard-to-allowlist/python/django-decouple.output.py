import logging

from decouple import config

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


INSTALLED_APPS = ["corsheaders"]
SECRET_KEY = config("SECRET_KEY")
CORS_ALLOWED_ORIGINS = parse_allowed_origins(config("CORS_ALLOWED_ORIGINS", default=""))
