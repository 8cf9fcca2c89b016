const logger = require('../utils/logger');

function errorHandler(err, req, res, next) {
  const statusCode = err.statusCode || 500;
  if (statusCode >= 500) {
    logger.error('Unhandled error', err);
  }
  res
    .status(statusCode)
    .json({ success: false, message: statusCode < 500 ? err.message || 'Something broke' : 'Something broke' });
}

const notify = (err, req, res, next) => {
  console.error(err);
  let status = err.status || 500;
  let message = err.message || 'Server error';
  res.status(status).json({ message: status < 500 ? message : 'Server error' });
};

async function read(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    if ((err.response?.status || 500) >= 500) {
      logger.error('read: work failed', err);
    }
    return res
      .status(err.response?.status || 500)
      .json({ error: (err.response?.status || 500) < 500 ? err.message : 'Internal server error' });
  }
}

async function stream(req, res) {
  res.setHeader('Content-Type', 'text/event-stream');
  try {
    await work((part) => res.write(part));
  } catch (err) {
    console.error('Streaming failed', err);
    res.write(`data: ${JSON.stringify({ type: 'error', error: 'Internal server error' })}\n\n`);
    res.end();
  }
}

async function named(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: 'Internal server error' });
  }
}

async function told(req, res) {
  const file = locate(req);
  try {
    res.json(await work(file));
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: `Failed to read ${file}` });
  }
}

async function coded(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: 'Failed to work' });
  }
}

module.exports = { errorHandler, notify, read, stream, named, told, coded };
