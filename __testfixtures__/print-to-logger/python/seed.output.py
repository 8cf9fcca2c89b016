import logging
import secrets as tokens

logger = logging.getLogger(__name__)

PASSWORD = "demo-1234"
USERS = [
    {"email": "a@example.com", "password": "first-123"},
    {"email": "b@example.com", "password": "other-123"},
]


def seed_users(db, admin_password):
    for user in USERS:
        db.add(user)
        logger.info(f"{user['email']} / {user['password']}")
    for email, password in [("c@example.com", "third-123")]:
        logger.info(f"{email} / {password}")
    logger.info(f"password: {PASSWORD}")
    logger.info("Admin: admin@example.com / password: admin-123")
    tokens.token_urlsafe()
    logger.info("made [redacted]")
    logger.info("admin has [redacted]")
    logger.info("root has [redacted]")


def sign_in(db):
    logger.info("password: [redacted]")
    logger.info("Admin: admin@example.com / password: [redacted]")
