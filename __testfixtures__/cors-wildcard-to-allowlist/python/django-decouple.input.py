from decouple import config, Csv

INSTALLED_APPS = ["corsheaders"]
SECRET_KEY = config("SECRET_KEY")
CORS_ALLOWED_ORIGINS = config("CORS_ALLOWED_ORIGINS", default="*", cast=Csv())
