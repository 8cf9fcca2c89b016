# The file does not parse.
def f(:
    print("x")
