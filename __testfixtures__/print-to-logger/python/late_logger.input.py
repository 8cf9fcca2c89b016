import logging
import os

print("loading")
os.umask(0)
logger = logging.getLogger(__name__)


def f():
    print("called")
