import psycopg2
from pymongo import MongoClient
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.config import settings

engine = create_engine(settings.database_url)
checked = create_engine(settings.database_url, pool_pre_ping=True)
bare = create_engine(settings.database_url, poolclass=NullPool)
client = MongoClient(settings.mongo_url)
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}


def connect():
    return psycopg2.connect(settings.database_url)
