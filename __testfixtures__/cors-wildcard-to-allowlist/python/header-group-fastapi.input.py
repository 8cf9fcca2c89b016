from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"], allow_methods=["*"])


@app.get("/sounds/{name}")
async def sound(name: str):
    return Response(
        content=b"",
        headers={
            # CORS
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, OPTIONS",
            "Access-Control-Allow-Headers": "*",
            "Cache-Control": "max-age=3600",
        },
    )


@app.get("/me")
async def me(request: Request, response: Response):
    # The layer writes no credentials, so the check comes in here.
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    return {}


@app.get("/list")
async def listed():
    return Response(content=b"", headers={"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET"})
