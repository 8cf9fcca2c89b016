import json
import logging

import structlog

log = structlog.get_logger()
structlog.configure(processors=[structlog.dev.ConsoleRenderer()])
logging.info(json.dumps({"a": 1}))
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}


class LoggingConfiguration:
    @staticmethod
    def nobody_calls():
        return {"formatters": {"json": {"()": "pythonjsonlogger.jsonlogger.JsonFormatter"}}, "handlers": {"console": {"formatter": "json"}}}
