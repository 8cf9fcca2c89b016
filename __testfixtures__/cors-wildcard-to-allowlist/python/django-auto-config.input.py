import os
from decouple import AutoConfig, config

config = AutoConfig(search_path=os.path.join("/etc", "shop"))

SECRET_KEY = config("SECRET_KEY")
INSTALLED_APPS = ["corsheaders"]
CORS_ALLOW_ALL_ORIGINS = True
