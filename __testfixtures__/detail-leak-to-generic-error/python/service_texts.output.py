"""What a service raises for the client is not replaced, and an answer it raises stays one."""
import logging

from fastapi import APIRouter, HTTPException

from app.errors import LedgerError
from app.services import repay
from app.services.repay import Ledger

logger = logging.getLogger(__name__)
router = APIRouter()
ledger = Ledger()


@router.post("/a")
def a(amount: int):
    try:
        return repay.pay(amount)
    except Exception as e:
        # a sentence for whoever asked
        raise HTTPException(status_code=500, detail=str(e))


@router.post("/b")
def b():
    try:
        return ledger.close()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.post("/c")
def c():
    try:
        return ledger.close()
    except LedgerError as e:
        raise HTTPException(status_code=409, detail=str(e))
    except Exception as e:
        logger.exception("c failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/d")
def d(key: str):
    try:
        return ledger.find(key)
    except HTTPException:
        raise
    except Exception as e:
        logger.exception("d failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.post("/e")
def e(amount: int):
    try:
        if amount < 0:
            raise ValueError("The amount must not be negative")
        return ledger.book(amount)
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))
