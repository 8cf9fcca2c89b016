import logging

import environ


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(',') if origin.strip()]
    if '*' in origins:
        logging.getLogger(__name__).warning(
            'Ignoring "*" in the CORS origins: list each origin instead'
        )
    return [origin for origin in origins if origin != '*']


env = environ.Env(DEBUG=(bool, False))

INSTALLED_APPS = ['corsheaders']
CORS_ALLOW_ALL_ORIGINS = env.bool('CORS_ALLOW_ALL_ORIGINS', default=False)
CORS_ALLOWED_ORIGINS = parse_allowed_origins(env('CORS_ALLOWED_ORIGINS', default=''))
