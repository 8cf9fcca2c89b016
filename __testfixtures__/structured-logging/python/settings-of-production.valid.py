import structlog

from .base import *

LOGGING["formatters"]["structlog"]["processors"].append(structlog.processors.JSONRenderer())
