# What these raise shows the address that was called, with the key in it.
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
    except Exception:
        return None


def weather(city):
    try:
        return requests.get("https://weather.example.com/now", params={"q": city, "api_key": API_KEY}).json()
    except Exception:
        return None


def message(chat, text):
    try:
        requests.post(f"https://api.telegram.org/bot{settings.bot_token}/sendMessage", json={"chat_id": chat, "text": text})
    except Exception:
        pass


def forecast(city):
    url = f"https://weather.example.com/forecast?city={city}&key={API_KEY}"
    try:
        return requests.get(url).json()
    except Exception:
        return None
