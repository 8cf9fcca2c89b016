import logging

logger = logging.getLogger(__name__)


def login(user_id, access_token, total_tokens, password):
    logger.info("user %s used %d tokens", user_id, total_tokens)
    logger.info("token of %d characters, set: %s", len(access_token), bool(password))
    logger.info("token %s…", access_token[:4])
    logger.warning("password is wrong")


def started(settings, chosen_token, ADMIN_EMAIL):
    end_time = chosen_token
    logger.info("credentials: %s", settings.CORS_ALLOW_CREDENTIALS)
    logger.info("until %s", end_time)
    logger.info("mail from %s, to %s", settings.from_email, ADMIN_EMAIL)
    logger.info("email sent")
