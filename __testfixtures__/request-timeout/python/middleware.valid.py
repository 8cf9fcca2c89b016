import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.middleware("http")
async def timeout(request, call_next):
    return await asyncio.wait_for(call_next(request), timeout=30)


@app.middleware("http")
async def until(request, call_next):
    async with asyncio.timeout(30):
        return await call_next(request)


@app.middleware("http")
async def waits_for_something_else(request, call_next):
    await asyncio.wait_for(queue.join(), timeout=1)
    return await call_next(request)


async def task():
    return await asyncio.wait_for(work(), timeout=5)
