import environ

env = environ.Env(DEBUG=(bool, False))

INSTALLED_APPS = ['corsheaders']
CORS_ALLOW_ALL_ORIGINS = env.bool('CORS_ALLOW_ALL_ORIGINS', default=True)
