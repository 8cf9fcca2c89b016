from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS
from starlette.middleware import Middleware

# Nothing uses them.
unused = [Middleware(CORSMiddleware, allow_origins=["*"])]
cors = CORS()


def create_app():
    app = FastAPI()
    return app
    # Nothing runs below.
    app.add_middleware(CORSMiddleware, allow_origins=["*"])


def create_other():
    app = FastAPI()
    if False:
        app.add_middleware(CORSMiddleware, allow_origins=["*"])
    return app
