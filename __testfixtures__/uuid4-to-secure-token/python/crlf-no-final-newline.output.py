import secrets


def issue(user):
    user.reset_token = secrets.token_urlsafe(32)