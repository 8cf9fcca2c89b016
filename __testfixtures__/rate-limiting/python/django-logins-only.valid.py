INSTALLED_APPS = ["axes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "axes.middleware.AxesMiddleware"]
