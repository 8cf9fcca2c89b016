import logging
import os


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logging.getLogger(__name__).warning(
            "Ignoring '*' in the CORS origins: list each origin instead"
        )
    return [origin for origin in origins if origin != "*"]


INSTALLED_APPS = ["corsheaders"]
CORS_ALLOWED_ORIGINS = parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", ""))
