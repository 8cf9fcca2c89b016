# Comments that keep the place.
def f():
    print("a")  # noqa: T201
    print("b")  # checkmod-ignore: print-to-logger shown to the operator
