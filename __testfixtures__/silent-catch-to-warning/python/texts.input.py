import logging

import cache

logger = logging.getLogger(__name__)


def lazy_import_and_call(event):
    try:
        from app.events import publish
        publish(event)
    except Exception:
        pass


def read_file(path):
    try:
        with open(path) as handle:
            return handle.read()
    except Exception:
        return ""


async def awaited(client, key):
    try:
        reply = await client.fetch(str(key).strip())
        return reply
    except Exception:
        return None


def two_steps(key):
    done = False
    try:
        cache.open_line()
        cache.store(key)
        done = True
    except Exception:
        pass
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
        pass


def whole_function(key):
    """All of it is guarded."""
    try:
        cache.open_line()
        cache.store(key)
        cache.close_line()
    except Exception:
        return None


def chain(session, Model, key):
    try:
        return session.query(Model).filter(Model.key == key).first()
    except Exception:
        return None


def fetched(get_client, key):
    try:
        return get_client().lookup(key)
    except Exception:
        return None


def only_plain_calls(rows):
    try:
        first = rows[0].items()
        first = list(first)
    except Exception:
        first = []
    return first


def no_call(rows):
    try:
        first = rows[0]["name"] + rows[1]["name"]
    except Exception:
        first = ""
    return first


def no_name(rows):
    try:
        rows[0]["name"] = rows[1]["name"]
    except Exception:
        pass


class Client:
    def __enter__(self):
        try:
            self._connect()
        except Exception:
            pass
        return self


def decorated(fn):
    def wrapper(*args):
        try:
            return fn(*args)
        except Exception:
            return None

    return wrapper


def a_function_with_quite_a_long_name_for_what_it_does(key):
    done = False
    try:
        cache.another_rather_long_name_of_a_method(key)
        cache.yet_another_rather_long_name(key)
        done = True
    except Exception:
        pass
    return done and key


def item_of_a_result(model, row):
    proba = None
    try:
        proba = model.predict(row)[0].tolist()
    except Exception:
        pass
    return proba


def a_long_object(the_repository_benefit_user_service, key):
    found = None
    try:
        found = the_repository_benefit_user_service.get_repository_installation(key)
    except Exception:
        pass
    return found


def a_count(checks):
    try:
        checks["open_errors"] = cache.measure()
    except Exception:
        checks["open_errors"] = -1
