import os

from environs import Env

env = Env()
env.read_env()

INSTALLED_APPS = ["corsheaders"]
CORS_ORIGIN_ALLOW_ALL = True
