# Another file replaces `*` before the layer gets the origins.
import os


class Config:
    def __init__(self):
        raw = os.getenv("GATEWAY_CORS_ORIGINS", "*")
        self.CORS_ORIGINS = [o.strip() for o in raw.split(",") if o.strip()]
