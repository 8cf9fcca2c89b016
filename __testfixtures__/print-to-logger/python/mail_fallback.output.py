import logging

logger = logging.getLogger(__name__)


def send_otp_email(email, otp, body):
    print(f"\n{'='*60}")
    print("[DEV MODE] Email Service")
    print(f"{'='*60}")
    print(f"To: {email}")
    print(f"OTP Code: {otp}")
    print(f"Body: {body}")
    print(f"{'='*60}\n")


class Client:
    def __init__(self, key):
        self.headers = {"Authorization": f"Bearer {key}"}
        self.retries = 3

    def call(self, response, payload):
        logger.info(f"calling with [redacted], {self.retries} retries")
        tokens = response.json()
        refresh = tokens["refresh_token"]
        logger.info(f"answer [redacted] [redacted] {tokens['expires_in']}")
        for name, value in payload.headers.items():
            print(f"{name}: {value}")
        masked = mask_token(refresh)
        logger.info(f"masked {masked} {mask_token(refresh)} {refresh[:4]} {type(refresh)}")
