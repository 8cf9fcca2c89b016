import cache


def one():
    try: cache.touch("a")
    except: pass


def two():
    try:
        cache.touch("a")
    except Exception: pass  # ignore


def three():
    try: cache.touch("a")
    except Exception: return None


def four():
    try: cache.touch("a")
    except Exception: a = 1; b = 2
    else: a = b = 0
    return a, b


class Box:
    def five(self):
        for key in "ab":
            try: cache.touch(key)
            except Exception: continue
            finally: cache.free(key)


try: cache.warm_up()
except Exception: pass
