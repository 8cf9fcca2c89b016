import signal
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    if testing():
        yield
        return
    await connect()
    yield
    logger.info("bye")
    await pool.close()


app = FastAPI(lifespan=lifespan)


@app.on_event("shutdown")
async def stop():
    await scheduler.shutdown()


def on_term(signum, frame):
    worker.stop()


signal.signal(signal.SIGTERM, on_term)
signal.signal(signal.SIGINT, on_term)
