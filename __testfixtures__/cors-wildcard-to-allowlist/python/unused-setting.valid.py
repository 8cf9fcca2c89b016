# Nothing hands this setting to a CORS layer.
import os


class SecurityConfig:
    ALLOWED_ORIGINS = os.getenv("ALLOWED_ORIGINS", "*").split(",")
