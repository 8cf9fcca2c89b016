# A class of the project has the methods it defines, and takes what they take.
class Out:
    def info(self, text):
        self.write("I", text)

    def error(self, text, code=None):
        self.write("E", text)

    def write(self, level, text):
        try:
            self.stream.send(level, text)
        except Exception:
            pass


logger = Out()


def f():
    try:
        g()
    except Exception as exc:
        logger.error(f"f: g failed, returning None: {exc!r}")
        return None
