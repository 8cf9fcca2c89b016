"""Doc."""
from __future__ import annotations

import os
from fastapi import FastAPI

app = FastAPI()


def start():
    print(f"ready {os.getpid()}")
