import logging
import re


class SecretsFilter(logging.Filter):
    def filter(self, record):
        record.msg = re.sub(r"token=\S+", "token=[redacted]", str(record.msg))
        return True
