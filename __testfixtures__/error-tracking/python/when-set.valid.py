import os

import rollbar
import sentry_sdk

SENTRY_DSN = os.getenv("SENTRY_DSN", "")

if os.getenv("SENTRY_DSN"):
    sentry_sdk.init(os.environ["SENTRY_DSN"])

if SENTRY_DSN and os.getenv("ENV") != "test":
    sentry_sdk.init(dsn=SENTRY_DSN)

if os.getenv("ENABLE_ROLLBAR"):
    rollbar.init(os.environ["ROLLBAR_TOKEN"])
