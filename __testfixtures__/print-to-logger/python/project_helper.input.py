"""Docstring."""

import os


def f():
    print(f"in {os.getcwd()}")
