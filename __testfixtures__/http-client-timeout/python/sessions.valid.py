import requests


def download():
    session = requests.Session()
    return session.get("https://example.com")


def load(session, user_id):
    return session.get(User, user_id)
