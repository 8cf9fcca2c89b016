import os
from dotenv import load_dotenv

load_dotenv()


class Config:
    # CORS
    CORS_ORIGINS = os.environ.get('CORS_ORIGINS', '*').split(',')

    JWT_ALGORITHM = 'HS256'


config = Config()
