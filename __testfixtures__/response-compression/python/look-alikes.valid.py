import gzip

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

app = FastAPI()
headers = {"Accept-Encoding": "gzip"}


def archive(data):
    return gzip.compress(data)
