import uvicorn
from werkzeug.middleware.proxy_fix import ProxyFix

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def wrap(app):
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
    uvicorn.run(app, proxy_headers=True, forwarded_allow_ips="10.0.0.1")
