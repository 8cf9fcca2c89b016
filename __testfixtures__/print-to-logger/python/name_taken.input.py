from app.db import logger_table as logger


def f(log):
    print("called")
