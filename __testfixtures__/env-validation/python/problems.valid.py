import logging
import os

logger = logging.getLogger(__name__)
REQUIRED = ["SECRET_KEY", "DATABASE_URL"]


class Settings:
    SECRET_KEY = os.getenv("SECRET_KEY", "")

    def validate(self):
        if not self.SECRET_KEY:
            raise ValueError("SECRET_KEY is required")


def check_environment():
    missing = [name for name in REQUIRED if not os.getenv(name)]
    if missing:
        logger.warning("missing: %s", missing)


check_environment()
settings = Settings()
