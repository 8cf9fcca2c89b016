import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/a")
def a(key: str):
    if not key:
        raise HTTPException(status_code=400, detail="Chave obrigatória")
    try:
        return load(key)
    except LookupError:
        raise HTTPException(status_code=404, detail="Pedido não encontrado")
    except Exception as e:
        logger.exception("load failed")
        raise HTTPException(status_code=500, detail="Erro interno do servidor") from e


@app.get("/b")
def b():
    try:
        return load()
    except Exception as e:
        logger.exception("load failed")
        raise HTTPException(status_code=500, detail="Erro ao ler o pedido") from e
