import logging
import secrets

logger = logging.getLogger(__name__)


class Phone:
    @staticmethod
    def send_sms_code(user):
        """Send the code."""
        import string

        code = "".join(secrets.choice(string.digits) for _ in range(6))
        user.sms_verification_code = code
        return True
