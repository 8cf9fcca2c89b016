import logging

logger = logging.getLogger(__name__)


def answered_behind(client, key):
    try:
        return client.fetch(key)
    except KeyError as e:
        logger.warning(f"no value for the key: {e}")
    return None


def answered_in_the_clause(client, key):
    try:
        return client.fetch(key)
    except (KeyError, TimeoutError) as e:
        logger.warning(f"no value for the key: {e}")
        return None


def anything(client, key):
    try:
        return client.fetch(key)
    except Exception as e:
        logger.exception(f"no value for the key: {e}")
    return None


def goes_on(client, key):
    value = None
    try:
        value = client.fetch(key)
    except KeyError as e:
        logger.warning(f"no value for the key: {e}")
    return value
