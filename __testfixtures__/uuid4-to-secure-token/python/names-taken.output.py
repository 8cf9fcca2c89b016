from secrets import token_urlsafe


def rotate(secrets):
    token = token_urlsafe(32)
    secrets["service"] = token
    return token
