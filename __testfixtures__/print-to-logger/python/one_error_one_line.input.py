import logging

logger = logging.getLogger(__name__)


def load(client, order_id):
    try:
        return client.fetch(order_id)
    except ValueError as e:
        logger.error(f"Could not load {order_id}: {e}")
        print(f"❌ Load error for {order_id}: {e}")
        return None


def save(client, order):
    try:
        client.save(order)
    except Exception as e:
        print(f"Save failed: {str(e)}")
        logger.exception("Could not save the order")
        raise


def more_than_logged(client, order):
    try:
        client.save(order)
    except Exception as e:
        logger.error("Could not save: %s", e)
        print(f"Order {order.id} was not saved: {e}")


def hardly_logged(client, order):
    try:
        client.save(order)
    except Exception as e:
        logger.debug("save: %s", e)
        print(f"Save failed: {e}")


def sometimes_logged(client, order):
    try:
        client.save(order)
    except Exception as e:
        if order.is_paid:
            logger.error("Could not save: %s", e)
        print(f"Save failed: {e}")


def raised_on(client, order):
    try:
        try:
            client.charge(order)
        except Exception as e:
            print(f"Charge failed: {e}")
            client.release(order)
            raise
        client.save(order)
    except Exception as e:
        logger.error("Could not save: %s", e)
        return None


def raised_on_by_nothing_else(client, order):
    try:
        try:
            client.charge(order)
        except Exception as e:
            print(f"Charge failed: {e}")
            raise
        client.save(order)
    except Exception as e:
        logger.error("Could not save: %s", e)
        return None


def raised_on_and_not_logged(client, order):
    try:
        try:
            client.charge(order)
        except Exception as e:
            print(f"Charge failed: {e}")
            raise
        client.save(order)
    except Exception:
        return None
