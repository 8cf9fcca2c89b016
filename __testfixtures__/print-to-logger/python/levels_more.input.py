import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/fetch")
def fetch(results, name, stats):
    for result in results:
        print(f"[FETCH] Fetch error: {result}")
    print(f"Job {name} failed - {results}")
    print(f"{len(results)} fetched, 3 failed")
    print(f"Done with {stats.errors} errors")
    print(f"Failed Jobs: {stats.failed}")
    print(f"API {name} error: {results}")
    print("AVISO: nenhum resultado")
    print("ERRO na consulta")
