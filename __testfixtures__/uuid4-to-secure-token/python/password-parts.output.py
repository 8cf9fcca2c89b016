import random
import secrets
import string


def generate_strong_password(length=16, use_symbols=True):
    lower = string.ascii_lowercase
    digits = string.digits
    symbols = string.punctuation
    required = [
        secrets.choice(lower),
        secrets.choice(digits),
    ]
    if use_symbols:
        required.append(secrets.choice(symbols))
    all_chars = lower + digits + symbols
    remaining = [secrets.choice(all_chars) for _ in range(length - len(required))]
    password = required + remaining
    secrets.SystemRandom().shuffle(password)
    return "".join(password)


def greet(names):
    return random.choice(names)
