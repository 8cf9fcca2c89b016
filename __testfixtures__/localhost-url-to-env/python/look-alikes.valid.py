import logging
import os

logger = logging.getLogger(__name__)


def url(settings, origin):
    """Such as http://localhost:8000."""
    if origin.startswith("http://localhost"):
        return None
    if origin == "http://localhost:3000":
        logger.info("http://localhost:3000 is used")
    if os.getenv("ENV") == "development":
        return "http://localhost:8000"
    return getattr(settings, "VAULT_URL", "http://localhost:8200")


if __name__ == "__main__":
    print("open http://localhost:8000/docs")

HINT = "Comma-separated (e.g., http://localhost:3000)"


def base_url(port):
    if PUBLIC_DOMAIN:
        return f"https://{PUBLIC_DOMAIN}"
    else:
        return f"http://localhost:{port}"
