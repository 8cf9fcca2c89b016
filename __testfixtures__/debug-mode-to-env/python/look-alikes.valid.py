import logging
import os

import uvicorn
from sqlalchemy import create_engine

LOG_LEVEL = logging.DEBUG
engine = create_engine(os.environ["DATABASE_URL"], echo=True)
logger = logging.getLogger(__name__)
logger.info("started in %s", os.getenv("ENV", "dev"))


class DevelopmentConfig:
    DEBUG = True


if os.environ.get("ENV") == "development":
    DEBUG = True


def report(client, debug=True):
    client.trace(debug=True)
    return {"environment": os.getenv("ENV", "development")}


if __name__ == "__main__":
    uvicorn.run("main:app", reload=True)


class LogLevel(str):
    DEBUG = "DEBUG"


class PlanRequest(BaseModel):
    debug_mode: bool = True
