import logging

from fastapi import Request

logger = logging.getLogger(__name__)


async def login(request: Request, password: str, access_token: str):
    print(f"token: {access_token}")
    logger.info("login with %s", password)
    logger.debug("headers %s", request.headers)
    logger.debug("body %s", await request.body())
    logger.info("signed in", extra={"refresh_token": access_token})


def invite(user, profile, data):
    logger.info(f"invited {user.email}")
    logger.info("called %s", profile["phone_number"])
    logger.info("mail", extra={"to": data.get("email")})
