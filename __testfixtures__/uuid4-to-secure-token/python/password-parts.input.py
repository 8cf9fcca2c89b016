import random
import string


def generate_strong_password(length=16, use_symbols=True):
    lower = string.ascii_lowercase
    digits = string.digits
    symbols = string.punctuation
    required = [
        random.choice(lower),
        random.choice(digits),
    ]
    if use_symbols:
        required.append(random.choice(symbols))
    all_chars = lower + digits + symbols
    remaining = [random.choice(all_chars) for _ in range(length - len(required))]
    password = required + remaining
    random.shuffle(password)
    return "".join(password)


def greet(names):
    return random.choice(names)
