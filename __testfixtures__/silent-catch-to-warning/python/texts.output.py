import logging

import cache

logger = logging.getLogger(__name__)


def lazy_import_and_call(event):
    try:
        from app.events import publish
        publish(event)
    except Exception:
        logger.warning("lazy_import_and_call: publish failed", exc_info=True)


def read_file(path):
    try:
        with open(path) as handle:
            return handle.read()
    except Exception:
        logger.warning("read_file: open failed for path %s", path, exc_info=True)
        return ""


async def awaited(client, key):
    try:
        reply = await client.fetch(str(key).strip())
        return reply
    except Exception:
        logger.warning("awaited: client.fetch failed, returning None", exc_info=True)
        return None


def two_steps(key):
    done = False
    try:
        cache.open_line()
        cache.store(key)
        done = True
    except Exception:
        logger.warning(
            "two_steps: cache.open_line or cache.store failed", exc_info=True
        )
    if done:
        return key


def three_steps(key):
    if not key:
        return
    try:
        cache.open_line()
        cache.store(key)
        cache.close_line()
    except Exception:
        logger.warning("three_steps failed", exc_info=True)


def whole_function(key):
    """All of it is guarded."""
    try:
        cache.open_line()
        cache.store(key)
        cache.close_line()
    except Exception:
        logger.warning("whole_function failed, returning None", exc_info=True)
        return None


def chain(session, Model, key):
    try:
        return session.query(Model).filter(Model.key == key).first()
    except Exception:
        logger.warning("chain: session.query failed, returning None", exc_info=True)
        return None


def fetched(get_client, key):
    try:
        return get_client().lookup(key)
    except Exception:
        logger.warning(
            "fetched: get_client().lookup failed, returning None", exc_info=True
        )
        return None


def only_plain_calls(rows):
    try:
        first = rows[0].items()
        first = list(first)
    except Exception:
        logger.warning(
            "only_plain_calls failed, using an empty list for first", exc_info=True
        )
        first = []
    return first


def no_call(rows):
    try:
        first = rows[0]["name"] + rows[1]["name"]
    except Exception:
        logger.warning("no_call failed", exc_info=True)
        first = ""
    return first


def no_name(rows):
    try:
        rows[0]["name"] = rows[1]["name"]
    except Exception:
        logger.warning("no_name failed", exc_info=True)


class Client:
    def __enter__(self):
        try:
            self._connect()
        except Exception:
            logger.warning("Client.__enter__: _connect failed", exc_info=True)
        return self


def decorated(fn):
    def wrapper(*args):
        try:
            return fn(*args)
        except Exception:
            logger.warning(
                "decorated.wrapper: fn failed, returning None", exc_info=True
            )
            return None

    return wrapper


def a_function_with_quite_a_long_name_for_what_it_does(key):
    done = False
    try:
        cache.another_rather_long_name_of_a_method(key)
        cache.yet_another_rather_long_name(key)
        done = True
    except Exception:
        logger.warning(
            "a_function_with_quite_a_long_name_for_what_it_does failed", exc_info=True
        )
    return done and key


def item_of_a_result(model, row):
    proba = None
    try:
        proba = model.predict(row)[0].tolist()
    except Exception:
        logger.warning("item_of_a_result: model.predict failed", exc_info=True)
    return proba


def a_long_object(the_repository_benefit_user_service, key):
    found = None
    try:
        found = the_repository_benefit_user_service.get_repository_installation(key)
    except Exception:
        logger.warning(
            "a_long_object: the_repository_benefit_user_service.get_repository_installation failed",
            exc_info=True,
        )
    return found


def a_count(checks):
    try:
        checks["open_errors"] = cache.measure()
    except Exception:
        logger.warning("a_count: cache.measure failed", exc_info=True)
        checks["open_errors"] = -1
