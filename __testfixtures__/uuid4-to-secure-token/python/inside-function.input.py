import logging

logger = logging.getLogger(__name__)


class Phone:
    @staticmethod
    def send_sms_code(user):
        """Send the code."""
        import random
        import string

        code = "".join(random.choices(string.digits, k=6))
        user.sms_verification_code = code
        return True
