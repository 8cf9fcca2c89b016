import logging
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware as Cors

log = logging.getLogger(__name__)
api = FastAPI()


class Server:
    def __init__(self):
        self.logger = log

    def build(self):
        return Cors(app=api, allow_origin_regex=r"^https?://.*$", allow_credentials=True)
