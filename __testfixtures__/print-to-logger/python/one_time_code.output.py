# A code is a secret where it is for one sign-in.
import logging

logger = logging.getLogger(__name__)


def send_otp_email(instance, country):
    logger.info(f"Sent otp email to user {instance.user.id} - Code: [redacted]")
    logger.info(f"in {country.label}")


def show(country):
    logger.info(f"country {country.code}")
