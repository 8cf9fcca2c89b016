# Layers of other frameworks are reported.
import aiohttp_cors
from quart import Quart
from quart_cors import cors
from sanic import Sanic
from sanic_cors import CORS

quart = cors(Quart(__name__), allow_origin="*")
open_quart = cors(Quart(__name__))
sanic = Sanic("api")
CORS(sanic)
routes = aiohttp_cors.setup(web_app, defaults={"*": aiohttp_cors.ResourceOptions(allow_headers="*")})
