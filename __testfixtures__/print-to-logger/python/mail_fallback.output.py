import logging

logger = logging.getLogger(__name__)


def send_otp_email(email, otp, body):
    logger.info("[DEV MODE] Email Service")
    logger.info(f"To: {email}")
    logger.info("OTP Code: [redacted]")
    logger.info("Body: [redacted]")


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
