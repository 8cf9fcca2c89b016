import secrets
import string


def make(user):
    user.password = "".join(secrets.SystemRandom().sample(string.ascii_letters, 12))
    user.reset_token = secrets.token_urlsafe(32)[:12]
