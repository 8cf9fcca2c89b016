import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get('DEBUG') == '1'
INSTALLED_APPS = ['corsheaders', 'orders']
MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware']

# Allow all origins
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = True
