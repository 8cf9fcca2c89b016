from fastapi import APIRouter, FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, Response

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"])
router = APIRouter()

# Shops put one <script> tag into their pages.
_JS_HEADERS = {
    "Content-Type": "application/javascript; charset=utf-8",
    "Access-Control-Allow-Origin": "*",
}
_CONFIG_HEADERS = {"Access-Control-Allow-Origin": "*"}


@router.get("/stores/{store}/loader.js")
async def loader(store: int):
    return Response(content="/* … */", headers=_JS_HEADERS)


@router.get("/stores/{store}/embed/config")
async def config(store: int):
    return JSONResponse({}, headers=_CONFIG_HEADERS)


@router.options("/leads/{hook}")
async def leads(hook: int):
    """
    Public webhook endpoint for leads
    """
    return Response(headers={"Access-Control-Allow-Origin": "*"})


@router.api_route("/orders/{hook}", methods=["POST", "OPTIONS"])
async def orders(hook: int, request: Request):
    response = JSONResponse({"ok": True})
    if request.headers.get("X-Webhook-Secret") != "…":
        response.status_code = 401
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@app.middleware("http")
async def coupons(request: Request, call_next):
    response = await call_next(request)
    if request.url.path.endswith("/coupon"):
        # Allow ANY store domain to ask for a coupon
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
