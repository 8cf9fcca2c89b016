import os

REQUIRED = ["API_KEY", "DB_PASSWORD"]


class Settings:
    API_KEY = os.getenv("API_KEY")
    TOKEN = os.getenv("TOKEN")

    @classmethod
    def check(cls):
        settings = [cls.API_KEY, cls.TOKEN]
        missing = [each for each in settings if not each]
        if missing:
            print("Missing settings:")
            for each in missing:
                print(f"  - {each}")


def check(secrets):
    missing_secrets = [name for name in REQUIRED if not os.getenv(name)]
    print(f"missing: {missing_secrets}")
    for name in REQUIRED:
        print(f"{name} is {'set' if os.getenv(name) else 'missing'}")
    for key, value in secrets.items():
        print(f"{key} = {value}")
    print(f"all of {secrets}")
