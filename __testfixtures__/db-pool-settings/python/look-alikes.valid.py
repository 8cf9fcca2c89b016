import sqlite3

from sqlalchemy import create_engine

engine = create_engine("sqlite:///shop.db")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
CONN_MAX_AGE = 600


def connect(socket):
    socket.connect(("example.com", 80))
    return sqlite3.connect("shop.db")


def memory(url):
    return create_engine(url, connect_args={"check_same_thread": False})


def either(url, is_postgres):
    if not is_postgres:
        connect_args = {"check_same_thread": False}
        return create_engine(url, connect_args=connect_args, pool_pre_ping=True)
    connect_args = {}
    return connect_args

if "sqlite" in settings.DATABASE_URL:
    branched = create_engine(settings.DATABASE_URL, poolclass=NullPool)
