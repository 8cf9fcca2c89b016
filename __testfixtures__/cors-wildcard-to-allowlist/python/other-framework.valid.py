# Litestar has its own configuration object: reported.
from litestar import Litestar
from litestar.config.cors import CORSConfig

app = Litestar(cors_config=CORSConfig(allow_origins=["*"], allow_methods=["GET"]))
