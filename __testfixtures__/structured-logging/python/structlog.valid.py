import structlog

structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])
