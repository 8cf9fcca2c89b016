def f(x):
    try:
        x()
    except ValueError, KeyError:
        print("bad value")
