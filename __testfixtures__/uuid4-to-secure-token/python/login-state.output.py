import secrets
from fastapi import APIRouter

router = APIRouter(prefix="/oauth")


@router.get("/google/url")
async def google_url(db, user):
    state = secrets.token_urlsafe(32)
    await db.oauth_states.insert_one({"state": state, "user_id": user.id})
    return {"url": google(state)}
