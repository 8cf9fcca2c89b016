# structlog is set up to write `exc_info` as it is: `true`.
import structlog

log = structlog.get_logger()


def f():
    try:
        g()
    except Exception as exc:
        log.warning("f: g failed, returning None", err=str(exc))
        return None


def g():
    try:
        h()
    except ValueError as exc:
        log.warning("h failed", err=str(exc))


def h():
    raise RuntimeError
