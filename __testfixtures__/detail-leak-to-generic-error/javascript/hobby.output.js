const StatusCode = require('http-status-codes')
const { orders } = require('./orders')
const logger = require('../utils/logger')

// Sent as a success, with a body that says otherwise.
exports.list = async (req, res) => {
  try {
    res.json({ status: 200, orders: await orders.all() })
  } catch (error) {
    logger.error('list failed', error)
    res.json({ status: 500, success: false, message: 'Error Occurred' })
  }
}

exports.one = async (req, res) => {
  try {
    res.json(await orders.get(req.params.id))
  } catch (error) {
    logger.error('one failed', error)
    res.send({ success: false, statusCode: 500, message: 'Internal server error', data: '' })
  }
}

exports.move = async (req, res) => {
  try {
    res.json(await orders.move(req.params.id))
  } catch (error) {
    res.json({ success: false, status: 400, message: error.message })
  }
}

// A constant is below 500 or not, once and for all.
exports.check = async (req, res) => {
  try {
    res.json(await orders.check(req.params.id))
  } catch (err) {
    logger.warn('check failed', err)
    res.status(StatusCode.NOT_ACCEPTABLE).json({ message: 'Request failed' })
  }
}

exports.count = async (req, res) => {
  try {
    res.json(await orders.count())
  } catch (err) {
    res.status(StatusCode.ODD_ONE).json({ message: err.message })
  }
}

// Nothing is an answer too.
exports.fail = (res, error) => {
  const statusCode = error.statusCode || 500
  const errorResponse = { error: { message: (statusCode < 500 && error.message) || 'Unexpected', code: (statusCode < 500 && error.code) || undefined, details: (statusCode < 500 && error.details) || undefined, hint: statusCode < 500 ? error.hint ?? null : null } }
  if (statusCode >= 500) {
    logger.error('Request failed', error)
  }
  res.status(statusCode).json(errorResponse)
}

// A page stays a page.
exports.stop = async (req, res) => {
  try {
    await orders.stop(req.params.id)
    res.send('<p>Stopped</p>')
  } catch (error) {
    logger.error('stop failed', error)
    const page = `<!DOCTYPE html>
<html>
  <body>
    <h1>Not stopped</h1>
    <p>Details: unknown \`reason\`</p>
  </body>
</html>`

    res.setHeader('Content-Type', 'text/html')
    res.status(500).send(page)
  }
}

// White space behind what goes.
exports.start = async (req, res) => {
  try {
    res.json(await orders.start(req.params.id))
  } catch (error) {
    logger.error('start failed', error)
    res.status(500).json({
      error: 'Could not start the order'
    })
  }
}

// Another name for the error, sent as an object.
exports.failed = (err, req, res, next) => {
  const failure = err
  logger.error('failed', err)
  res.status(failure.status || 500).send(failure.status < 500 ? failure : { message: 'Internal server error' })
}

exports.refused = (err, req, res, next) => {
  let failure = err
  if (err.name === 'MongoServerError') failure = { message: 'Try again', status: 500 }
  logger.error('refused', err)
  res.status(failure.status || 500).send(failure)
}
