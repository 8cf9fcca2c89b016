import secrets


class Codes:
    ALPHABET = "abc"
    token = "".join(secrets.choice(ALPHABET) for _ in range(4))


def first(user):
    import secrets
    user.token = secrets.token_urlsafe(32)
    return secrets.compare_digest("a", user.token)


def second(user, *, token=secrets.token_hex(16)):
    try: user.api_key = "key_" + token; user.reset_token = secrets.token_hex(16)
    except Exception: pass
    user.reset_code = secrets.SystemRandom().randint(
        1000,  # four digits
        9999,
    )
