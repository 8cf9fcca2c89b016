# Somebody has decided already.
import cache


def one(key):
    try:
        cache.touch(key)
    except Exception:  # noqa: S110
        pass


def two(key):
    try:
        cache.touch(key)
    except Exception:
        pass  # nosec B110


def three(key):
    try:
        cache.touch(key)
    except Exception:
        pass  # nosec


def four(keys):
    for key in keys:
        try:
            cache.touch(key)
        except Exception:  # noqa: S112
            continue


def five(key):
    try:
        cache.touch(key)
    except Exception:  # checkmod-ignore: silent-catch-to-warning the cache may be down
        pass
