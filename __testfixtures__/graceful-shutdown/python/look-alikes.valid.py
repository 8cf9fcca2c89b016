import signal
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    if testing():
        yield
        return
    validate()
    yield
    state.clear()
    print("bye")


@asynccontextmanager
async def unused_lifespan(app):
    yield
    await pool.close()


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
async def start():
    await pool.open()


@app.on_event("shutdown")
async def say_bye():
    logger.info("bye")


signal.signal(signal.SIGINT, lambda *_: stop())
