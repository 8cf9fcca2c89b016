from starlette.middleware.sessions import SessionMiddleware

SESSION_COOKIE_SECURE = False
SESSION_COOKIE_HTTPONLY = False
SESSION_COOKIE_SAMESITE = None


def login(app, response, token, settings, flags):
    app.add_middleware(SessionMiddleware, secret_key=settings.key)
    response.set_cookie("session", token)
    response.set_cookie("session", token, httponly=True, secure=False, samesite="lax")
    response.set_cookie("refresh", token, **flags)
