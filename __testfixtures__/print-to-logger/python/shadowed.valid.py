# This `print` is another function.
from rich import print


def show(x):
    print(f"[bold]{x}[/bold]")
