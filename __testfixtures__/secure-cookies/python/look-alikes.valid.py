class DevelopmentConfig:
    SESSION_COOKIE_SECURE = False


def logout(response, jar, cookie):
    response.set_cookie("session", "", max_age=0)
    response.set_cookie("session", "", expires=0, path="/")
    response.delete_cookie("session")
    jar.set_cookie(cookie)


SESSION_COOKIE_HTTPONLY = True
