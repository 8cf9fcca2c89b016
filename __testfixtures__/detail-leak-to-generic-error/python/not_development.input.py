import logging
import os

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)
client = make_client(os.environ["DEV_KEY"])


@app.get("/a")
def a_setting_is_missing():
    if not os.environ.get("OPENAI_API_KEY"):
        raise HTTPException(status_code=503, detail="Not set up")
    if not client:
        raise HTTPException(status_code=503, detail="No client")
    try:
        return client.ask()
    except Exception as e:
        raise HTTPException(status_code=500, detail=f"No answer: {e}")
