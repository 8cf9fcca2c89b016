# jitter, samples, demonstrations, picks from a list
import random
import string
import time


def retry(states, api_keys, users):
    time.sleep(random.uniform(0, 1))
    state = random.choice(states)
    api_key = random.choice(api_keys)
    token = random.choice(users).token
    prompt_tokens = random.randint(10, 500)
    zip_code = random.randint(10000, 99999)
    ticket_number = "".join(random.choices(string.digits, k=4))
    fake_password = "".join(random.choices(string.ascii_letters, k=8))
    return state, api_key, token, prompt_tokens, zip_code, ticket_number, fake_password


def mock_login():
    return {"access_token": "".join(random.choices(string.ascii_letters, k=20))}


def self_test_solver(low, high):
    secret = random.randint(low, high)
    return solve(secret)


def old_otp():
    digits = "0123456789"
    otp = ""
    for _ in range(6):
        otp += digits[int(random.random() * 10)]
    return otp
