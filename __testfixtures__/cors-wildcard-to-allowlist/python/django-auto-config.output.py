import logging
import os
from decouple import AutoConfig, config


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logging.getLogger(__name__).warning(
            "Ignoring '*' in the CORS origins: list each origin instead"
        )
    return [origin for origin in origins if origin != "*"]


config = AutoConfig(search_path=os.path.join("/etc", "shop"))

SECRET_KEY = config("SECRET_KEY")
INSTALLED_APPS = ["corsheaders"]
CORS_ALLOWED_ORIGINS = parse_allowed_origins(config("CORS_ALLOWED_ORIGINS", default=""))
