"""A module of the repository is there, or it is broken; one from elsewhere may be missing."""


class ShopConfig:
    def ready(self):
        try:
            import shop.signals
        except Exception:
            pass
        try:
            from . import receivers
        except Exception:
            pass
        try:
            import ujson
        except Exception:
            pass
