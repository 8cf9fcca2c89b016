import requests
from requests.adapters import HTTPAdapter

calls = requests.Session()


class TimeoutAdapter(HTTPAdapter):
    def send(self, request, **options):
        options.setdefault("timeout", 10)
        return super().send(request, **options)


calls.mount("https://", TimeoutAdapter())
calls.get("https://example.com")


def handle(requests):
    return requests.get("key"), cache.get("requests"), db.session.get(int, 1)


def download():
    session = requests.Session()
    session.get("https://example.com", timeout=3)


def load(session, user_id):
    session.delete(session.get(User, user_id))
