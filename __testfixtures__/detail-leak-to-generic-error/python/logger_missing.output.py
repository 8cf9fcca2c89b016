import logging

from fastapi import APIRouter, HTTPException

logger = logging.getLogger(__name__)

router = APIRouter()


@router.get("/balance")
def balance(bank):
    try:
        return bank.balance()
    except Exception as e:
        logger.error(f"balance failed: {e}", exc_info=True)
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/rates")
def rates(bank):
    try:
        return bank.rates()
    except Exception as e:
        logger.exception("rates failed")
        raise HTTPException(status_code=500, detail="No rates") from e
