from flask import Flask, Response, abort, jsonify, make_response
from werkzeug.exceptions import HTTPException
import json

app = Flask(__name__)


@app.route('/a')
def a():
    try:
        if not found:
            abort(404)
        return jsonify(work())
    except HTTPException:
        raise
    except Exception:
        app.logger.exception("a failed")
        return jsonify({'error': 'Internal server error'}), 500


@app.route('/b')
def b():
    try:
        return work()
    except Exception:
        app.logger.exception('Upload failed')
        return {'success': False, 'error': 'Upload failed'}, 500


@app.route('/c')
def c():
    try:
        return work()
    except Exception as e:
        app.logger.error('work failed: %s', e, exc_info=True)
        abort(500, description='Internal server error')


@app.route('/d')
def d():
    try:
        return work()
    except Exception:
        app.logger.exception('Work has failed')
        return make_response(jsonify(error='Work has failed'), 500)


@app.route('/e')
def e():
    try:
        return work()
    except Exception:
        app.logger.exception("e failed")
        return Response(json.dumps({'message': 'Internal server error'}), status=500, mimetype='application/json')


@app.route('/f')
def f():
    try:
        return work()
    except Exception:
        app.logger.exception("f failed")
        return 'Internal server error', 500


@app.errorhandler(500)
def server_error(error):
    return jsonify({'error': 'Internal server error'}), 500


@app.errorhandler(Exception)
def any_error(exc):
    app.logger.error(f'Unhandled: {exc}', exc_info=exc)
    return jsonify(error='Internal server error'), 500


@app.route('/health')
def health_check():
    try:
        db.ping()
    except Exception:
        app.logger.exception("health_check failed")
        return jsonify({'status': 'unhealthy', 'error': 'unavailable', 'database': 'down'}), 503
