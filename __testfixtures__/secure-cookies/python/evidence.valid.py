from starlette.middleware.sessions import SessionMiddleware

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
FLAGS = {"secure": True, "httponly": True, "samesite": "lax"}


def login(app, response, token, settings):
    app.add_middleware(SessionMiddleware, secret_key=settings.key, https_only=True)
    response.set_cookie("session", token, secure=settings.cookie_secure, httponly=True, samesite="lax")
    response.set_cookie("refresh", token, **FLAGS)
    response.set_cookie("csrftoken", token, secure=True, samesite="strict")
