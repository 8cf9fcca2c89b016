from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware

widgets = FastAPI()
# The chat widget is embedded on our customers' sites.
widgets.add_middleware(CORSMiddleware, allow_origins=["*"])


# Public API: CORS is open for third parties.
@widgets.get("/prices")
def prices(request: Request, response: Response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return {}


@widgets.get("/openapi.json")
def schema(request: Request, response: Response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return {}
