import logging

from fastapi import APIRouter, HTTPException

router = APIRouter()
logger = logging.getLogger(__name__)


@router.put("/tracking")
def save_tracking(repo, user):
    try:
        repo.save(user)
    except Exception as exc:
        logger.exception("save_tracking failed")
        raise HTTPException(
            status_code=503,
            detail=(
                "Could not save tracking. Apply migration "
                "create_user_tracking_and_download_logs.sql."
            ),
        ) from exc


@router.get("/tracking/{user}")
def read_tracking(repo, user: str):
    try:
        return repo.read(user)
    except Exception as exc:
        logger.exception("read_tracking failed")
        raise HTTPException(
            status_code=500,
            detail=f"Tracking of {user} "
                   "could not be read. Please try again.",
        ) from exc


@router.delete("/tracking")
def delete_tracking(repo):
    try:
        repo.clear()
    except Exception as exc:
        logger.exception("Could not clear")
        raise HTTPException(status_code=500, detail="Could not clear") from exc
