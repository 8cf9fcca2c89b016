INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]

CORS_ORIGIN_ALLOW_ALL = True
CORS_ORIGIN_WHITELIST = ["https://shop.example.com"]
