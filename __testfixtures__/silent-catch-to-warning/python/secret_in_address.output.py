# What these raise shows the address that was called, with the key in it: the type alone is logged.
import logging

import googlemaps
import requests

from app.settings import settings

logger = logging.getLogger(__name__)
gmaps = googlemaps.Client(key=settings.MAPS_KEY)
API_KEY = settings.weather_api_key


def distance(origin, destination):
    try:
        return gmaps.distance_matrix([origin], [destination])
    except Exception as error:
        logger.warning(
            "distance: gmaps.distance_matrix failed, returning None: %s", type(error).__name__
        )
        return None


def weather(city):
    try:
        return requests.get("https://weather.example.com/now", params={"q": city, "api_key": API_KEY}).json()
    except Exception:
        return None


def message(chat, text):
    try:
        requests.post(f"https://api.telegram.org/bot{settings.bot_token}/sendMessage", json={"chat_id": chat, "text": text})
    except Exception as error:
        logger.warning("message: requests.post failed: %s", type(error).__name__)


def forecast(city):
    url = f"https://weather.example.com/forecast?city={city}&key={API_KEY}"
    try:
        return requests.get(url).json()
    except Exception:
        return None


def places(text):
    return fetch_json("https://places.example.com/find", params={"q": text, "api_key": API_KEY})


def nearest(lat, lng):
    params = {
        "at": f"{lat},{lng}",
        "token": settings.places_token,
    }
    return fetch_text("https://places.example.com/near", params)


def fetch_json(url, *, params):
    try:
        with requests.Session() as session:
            answer = session.get(url, params=params)
            answer.raise_for_status()
            data = answer.json()
            return data if isinstance(data, dict) else None
    except Exception as error:
        logger.warning("fetch_json: session.get failed, returning None: %s", type(error).__name__)
        return None


def fetch_text(url, params):
    try:
        answer = requests.get(url, params=params)
        answer.raise_for_status()
        return answer.text
    except:
        return None


def rates(day):
    try:
        answer = requests.get(f"https://rates.example.com/{day}?api_key={API_KEY}", timeout=5)
        answer.raise_for_status()
        return answer.text
    except Exception as error:
        logger.warning("rates: requests.get failed, returning None: %s", type(error).__name__)
        return None
