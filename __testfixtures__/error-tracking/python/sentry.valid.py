import sentry_sdk

from app.config import settings


def init_sentry():
    if not settings.SENTRY_DSN:
        return
    sentry_sdk.init(dsn=settings.SENTRY_DSN, environment=settings.ENV)


def never_called():
    sentry_sdk.init(dsn=settings.SENTRY_DSN)


init_sentry()
