import requests
from requests.adapters import HTTPAdapter

session = requests.Session()


class TimeoutAdapter(HTTPAdapter):
    def send(self, request, **options):
        options.setdefault("timeout", 10)
        return super().send(request, **options)


session.mount("https://", TimeoutAdapter())
session.get("https://example.com")


def handle(requests):
    return requests.get("key"), cache.get("requests"), db.session.get(int, 1)
