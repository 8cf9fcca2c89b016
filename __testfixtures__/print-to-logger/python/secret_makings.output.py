import logging
import os

from flask import session

logger = logging.getLogger(__name__)


def made_to_be_shown(user):
    logger.info(f"made token [redacted] for {user.id}")


def made_by_something(user, vault):
    vault.issue(user)
    logger.info(f"made token [redacted] for {user.id}")


def keys(token_key, cache_key):
    logger.info(f"token: [redacted], cached at {cache_key}")


def whole_session():
    logger.info("Session data: [redacted]")

    logger.info(f"user {session.get('user_id')} of {session['tenant']}")


def names_of_databases():
    url = os.getenv("DATABASE_URL")
    database_name = url.rsplit("/", 1)[-1]
    logger.info(f"Successfully created database: {database_name}")

    logger.info("at [redacted]")
