import logging
import os
import secrets

from flask import session

logger = logging.getLogger(__name__)


def made_to_be_shown(user):
    token = secrets.token_urlsafe(16)
    print(f"made token {token} for {user.id}")


def made_by_something(user, vault):
    token = vault.issue(user)
    print(f"made token {token} for {user.id}")


def keys(token_key, cache_key):
    print(f"token: {token_key}, cached at {cache_key}")


def whole_session():
    print(f"Session data: {dict(session)}")

    print(f"user {session.get('user_id')} of {session['tenant']}")


def names_of_databases():
    url = os.getenv("DATABASE_URL")
    database_name = url.rsplit("/", 1)[-1]
    print(f"Successfully created database: {database_name}")

    rest = url.rsplit("/", 1)[0]
    print(f"at {rest}")
