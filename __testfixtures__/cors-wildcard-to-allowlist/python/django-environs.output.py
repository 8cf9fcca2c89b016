import logging
import os

from environs import Env


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logging.getLogger(__name__).warning(
            "Ignoring '*' in the CORS origins: list each origin instead"
        )
    return [origin for origin in origins if origin != "*"]


env = Env()
env.read_env()

INSTALLED_APPS = ["corsheaders"]
CORS_ORIGIN_WHITELIST = parse_allowed_origins(env("CORS_ALLOWED_ORIGINS", default=""))
