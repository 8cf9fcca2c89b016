# Part of the logging itself: a logger here may call itself.
import logging


class AuditHandler(logging.Handler):
    def emit(self, record):
        try:
            self.write(record)
        except Exception as e:
            print(f"audit: {e}")
