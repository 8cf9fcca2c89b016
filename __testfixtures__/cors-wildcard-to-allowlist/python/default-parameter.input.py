from typing import List

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def set_up_cors(app: FastAPI, origins: List[str] = ["*"], credentials: bool = True) -> None:
    """Let browsers call the API."""
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=credentials)


app = FastAPI()
set_up_cors(app)
