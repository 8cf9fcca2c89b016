from loguru import logger


def f(x, y):
    print(f"braces {x}")
    print("braces {}", x)
    try:
        x()
    except Exception as e:
        print(f"failed: {e}")
    except OSError:
        print("no file")
