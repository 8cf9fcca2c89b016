import os

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

middleware = [Middleware(cls=CORSMiddleware, allow_origins=["*"])]
site = Starlette(middleware=middleware)


def setup_middlewares(app: FastAPI) -> None:
    app.add_middleware(
        middleware_class=CORSMiddleware,  # noqa
        allow_origins=("*",),
        allow_methods=("*",),
    )
