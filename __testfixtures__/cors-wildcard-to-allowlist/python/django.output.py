import logging
import os
from pathlib import Path


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(',') if origin.strip()]
    if '*' in origins:
        logging.getLogger(__name__).warning(
            'Ignoring "*" in the CORS origins: list each origin instead'
        )
    return [origin for origin in origins if origin != '*']


BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get('DEBUG') == '1'
INSTALLED_APPS = ['corsheaders', 'orders']
MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware']

CORS_ALLOWED_ORIGINS = parse_allowed_origins(os.environ.get('CORS_ALLOWED_ORIGINS', ''))
CORS_ALLOW_CREDENTIALS = True
