# These prints are what the project's logger writes with.
class Log:
    @staticmethod
    def info(text):
        print(f"[INFO] {text}")

    @staticmethod
    def error(text):
        print(f"[ERROR] {text}")


log = Log()
