import logging

from flask import Blueprint, jsonify
from shop import stock

logger = logging.getLogger(__name__)

bp = Blueprint('orders', __name__ )

@bp.route('/orders/<sku>', methods=['POST'])
def order(sku):
    logger.info(
        "Reserving one piece for the customer %s %s", sku, stock.left(sku)
    )
    logger.info('Reserved ' + sku)
    return jsonify({'message': 'This answer was longer than the linter takes before, and it stays as it is'})
