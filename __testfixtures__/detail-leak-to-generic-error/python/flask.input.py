import traceback
from flask import Flask, Response, abort, jsonify, make_response
import json

app = Flask(__name__)


@app.route('/a')
def a():
    try:
        if not found:
            abort(404)
        return jsonify(work())
    except Exception as e:
        return jsonify({'error': str(e)}), 500


@app.route('/b')
def b():
    try:
        return work()
    except Exception as e:
        return {'success': False, 'error': f'Upload failed: {e}'}, 500


@app.route('/c')
def c():
    try:
        return work()
    except Exception as e:
        app.logger.error('work failed: %s', e)
        abort(500, description=str(e))


@app.route('/d')
def d():
    try:
        return work()
    except Exception as e:
        return make_response(jsonify(error='Work has failed', details=str(e), trace=traceback.format_exc()), 500)


@app.route('/e')
def e():
    try:
        return work()
    except Exception as err:
        return Response(json.dumps({'message': str(err)}), status=500, mimetype='application/json')


@app.route('/f')
def f():
    try:
        return work()
    except Exception as err:
        return f'Error: {err}', 500


@app.errorhandler(500)
def server_error(error):
    return jsonify({'error': 'Internal server error', 'message': str(error)}), 500


@app.errorhandler(Exception)
def any_error(exc):
    app.logger.error(f'Unhandled: {exc}')
    return jsonify(error=str(exc)), 500


@app.route('/health')
def health_check():
    try:
        db.ping()
    except Exception as e:
        return jsonify({'status': 'unhealthy', 'error': str(e), 'database': f'down: {e}'}), 503
