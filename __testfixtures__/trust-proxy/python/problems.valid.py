from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def client(request, app):
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")
    request.META["HTTP_X_FORWARDED_FOR"]
    return request.headers.get("X-Forwarded-For", "").split(",")[0]


forwarded_allow_ips = "*"
