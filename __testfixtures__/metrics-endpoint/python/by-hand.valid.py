from fastapi import FastAPI

app = FastAPI()


@app.get("/metrics")
def metrics():
    return {"fraud": fraud_metrics.snapshot()}
