import urllib.request

import aiohttp
import httpx
import requests

session = requests.Session()


def fetch(url, **options):
    requests.get(url, timeout=5)
    requests.post(url, json={})
    requests.get(url, timeout=None)
    requests.get(url, **options)
    session.get(url)
    session.get(url, timeout=(3, 10))
    urllib.request.urlopen(url)
    urllib.request.urlopen(url, None, 10)
    httpx.get(url)
    httpx.get(url, timeout=None)
    httpx.Client(timeout=httpx.Timeout(10.0))
    aiohttp.ClientSession()
    aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))


class Client:
    def __init__(self):
        self.http = requests.Session()

    def load(self):
        return self.http.get("https://example.com")
