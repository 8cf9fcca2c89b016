from flask import Blueprint, jsonify
from shop import stock

bp = Blueprint('orders', __name__ )

@bp.route('/orders/<sku>', methods=['POST'])
def order(sku):
    print("Reserving one piece for the customer", sku, stock.left(sku))
    print('Reserved ' + sku)
    return jsonify({'message': 'This answer was longer than the linter takes before, and it stays as it is'})
