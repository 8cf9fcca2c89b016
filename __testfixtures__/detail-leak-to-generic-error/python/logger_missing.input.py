from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/balance")
def balance(bank):
    try:
        return bank.balance()
    except Exception as e:
        logger.error(f"balance failed: {e}")
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/rates")
def rates(bank):
    try:
        return bank.rates()
    except Exception as e:
        logger.exception("rates failed")
        raise HTTPException(status_code=500, detail=f"No rates: {e}")
