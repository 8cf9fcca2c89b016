const { getErrorMessage } = require('../utils/errors');

function errorHandler(err, req, res, next) {
  const statusCode = err.statusCode || 500;
  res.status(statusCode).json({ success: false, message: err.message || 'Something broke', stack: err.stack });
}

const notify = (err, req, res, next) => {
  console.error(err);
  let status = err.status || 500;
  let message = err.message || 'Server error';
  res.status(status).json({ message });
};

async function read(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    return res.status(err.response?.status || 500).json({ error: err.message });
  }
}

async function stream(req, res) {
  res.setHeader('Content-Type', 'text/event-stream');
  try {
    await work((part) => res.write(part));
  } catch (err) {
    console.error('Streaming failed', err);
    res.write(`data: ${JSON.stringify({ type: 'error', error: err.message })}\n\n`);
    res.end();
  }
}

async function named(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: getErrorMessage(err) });
  }
}

async function told(req, res) {
  const file = locate(req);
  try {
    res.json(await work(file));
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: `Failed to read ${file}: ${err.message}` });
  }
}

async function coded(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: 'Failed to work', code: err.code });
  }
}

module.exports = { errorHandler, notify, read, stream, named, told, coded };
