from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_order_that_cannot_be_saved():
    response = client.post("/orders", params={"item": "tea", "quantity": 0})
    print(response.json())
    assert response.status_code == 500
    assert "Could not save the order" in response.json()["detail"]
