import redis

API_URL = "http://localhost:8000"
ORIGINS = ["http://localhost:3000"]
BODY = """<a href="https://localhost:8000/dashboard">open</a>"""


def fetch(base_url="http://127.0.0.1:5000"):
    return redis.Redis(host="localhost", port=6379), base_url
