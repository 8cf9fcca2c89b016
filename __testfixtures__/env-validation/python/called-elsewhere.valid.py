import os


class Settings:
    SECRET_KEY = os.getenv("SECRET_KEY", "")

    def validate(self):
        if not self.SECRET_KEY:
            raise ValueError("SECRET_KEY is required")
