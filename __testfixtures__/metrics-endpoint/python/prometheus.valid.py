from fastapi import FastAPI
from prometheus_client import generate_latest, make_asgi_app
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()
Instrumentator().instrument(app).expose(app)
app.mount("/internal/metrics", make_asgi_app())


@app.get("/metrics")
def metrics():
    return generate_latest()
