import logging
import os
from dotenv import load_dotenv

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(',') if origin.strip()]
    if '*' in origins:
        logger.warning('Ignoring "*" in the CORS origins: list each origin instead')
    return [origin for origin in origins if origin != '*']


load_dotenv()


class Config:
    # CORS
    CORS_ORIGINS = parse_allowed_origins(os.environ.get('CORS_ORIGINS', ''))

    JWT_ALGORITHM = 'HS256'


config = Config()
