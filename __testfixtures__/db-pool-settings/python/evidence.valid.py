import asyncpg
from motor.motor_asyncio import AsyncIOMotorClient
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from app.config import settings

engine = create_engine(settings.database_url, pool_size=10, max_overflow=5, pool_pre_ping=True)
options = {"echo": False}
options["pool_size"] = settings.pool_size
other = create_async_engine(settings.database_url, **options)
client = AsyncIOMotorClient(settings.mongo_url, maxPoolSize=50)
SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 10, "pool_recycle": 300}
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60}}


async def open_pool(dsn):
    return await asyncpg.create_pool(dsn, min_size=1, max_size=10)
