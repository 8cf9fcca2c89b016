import sentry_sdk

# sentry_sdk.init(dsn="https://key@sentry.io/1")
SENTRY_DSN = "https://key@sentry.io/1"


def report(error):
    sentry_sdk.capture_exception(error)
