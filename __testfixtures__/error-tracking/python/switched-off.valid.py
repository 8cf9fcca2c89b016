import os

import rollbar

if os.getenv("ROLLBAR_ENABLED", "false").lower() == "true":
    rollbar.init(os.environ["ROLLBAR_TOKEN"])
