import logging
import os

from fastapi import APIRouter, Request

logger = logging.getLogger(__name__)

router = APIRouter()
DATABASE_URL = os.environ["DATABASE_URL"]


@router.post("/token")
async def token(request: Request):
    data = await request.json()
    auth = request.headers.get("Authorization", "")
    logger.debug("headers: [redacted]")
    logger.debug("body: [redacted]")
    logger.info(f"auth [redacted]... ends {auth[-4:]}, {len(auth)} long")
    logger.info(f"type {request.headers.get('content-type')} of {request.method}")
    access_token = make(data.get("user"))
    answer = {"access_token": access_token, "token_type": "bearer"}
    logger.info("answer: [redacted]")
    logger.info("token: [redacted]")
    logger.info("token: " + "[redacted]")
    logger.info("{id} [redacted]")
    logger.info(f"secret is set: {access_token is not None}, {bool(access_token)}")
    logger.info(f"send [redacted] to {data['email']}")
    logger.info(f"user {answer['token_type']} used {answer['total_tokens']} tokens")
    logger.info("database [redacted]")
    logger.info(f"key [redacted] in {os.getenv('REGION')}")
    logger.info("admin login: admin / password: [redacted]")
    logger.info("got access_token=[redacted]")
    return answer


def login(user, password, otp_code):
    logger.info(f"login {user} [redacted]")
    logger.info("Authorization header: [redacted]..." if password else "No header")
    logger.info("code [redacted]")


def check_hash(user, password_hash):
    logger.info("not a bcrypt hash: [redacted]...")
    logger.info("stored [redacted]")
