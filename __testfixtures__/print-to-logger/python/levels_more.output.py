import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/fetch")
def fetch(results, name, stats):
    for result in results:
        logger.error(f"[FETCH] Fetch error: {result}")
    logger.error(f"Job {name} failed - {results}")
    logger.info(f"{len(results)} fetched, 3 failed")
    logger.info(f"Done with {stats.errors} errors")
    logger.info(f"Failed Jobs: {stats.failed}")
    logger.error(f"API {name} error: {results}")
    logger.warning("AVISO: nenhum resultado")
    logger.error("ERRO na consulta")
