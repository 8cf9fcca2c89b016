# A code is a secret where it is for one sign-in.
import logging

logger = logging.getLogger(__name__)


def send_otp_email(instance, country):
    print(f"Sent otp email to user {instance.user.id} - Code: {instance.code}")
    print(f"in {country.label}")


def show(country):
    print(f"country {country.code}")
