# What a person runs at a terminal, though servers import this module too.
import argparse


def queue_stats_command():
    parser = argparse.ArgumentParser(description="Show the queues")
    args = parser.parse_args()
    print(f"Queue: {args.queue}")


class Command:
    def info(self, message):
        print(f"i  {message}")

    def line(self, message):
        print(message)
