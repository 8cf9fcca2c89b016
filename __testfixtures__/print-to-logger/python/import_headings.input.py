# Copyright of the shop.

# Django
from django.core.files.storage import default_storage


def keep(name, content):
    print(f"Keeping {name}")
    return default_storage.save(name, content)
