import requests


def fetch(url, proxies):
    headers = {"X-Forwarded-For": "10.0.0.1"}
    return requests.get(url, headers=headers, proxies=proxies, timeout=5)


SECURE_PROXY_SSL_HEADER = None
