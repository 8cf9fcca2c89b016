#!/usr/bin/env python
# Licensed under the terms of the licence.
"""Docstring."""
from __future__ import annotations

import os
try:
    import redis
except ImportError:
    redis = None
    print("⚠️ redis not installed")
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from app import Store

print(f"started in {os.getcwd()}")


class Store:
    print("class body")

    def save(self):
        print("saved")
