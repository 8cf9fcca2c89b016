const logger = require('../utils/logger');

function errorHandler(err, req, res, next) {
  const statusCode = err.statusCode || 500;
  if (statusCode >= 500) {
    logger.error('Unhandled error', err);
  }
  res.status(statusCode).json({ success: false, message: (statusCode < 500 && err.message) || 'Something broke' });
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
      logger.error('read failed', err);
    }
    return res.status(err.response?.status || 500).json({ error: err.response?.status < 500 ? err.message : 'Internal server error' });
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
    res.status(500).json({ error: 'Failed to work', code: err.code });
  }
}

module.exports = { errorHandler, notify, read, stream, named, told, coded };

async function event(req, res) {
  try {
    await work((part) => res.write(part));
  } catch (err) {
    console.error(err);
    const event = { type: 'error', data: { error: 'Streaming failed' } };
    res.write('event: error\n');
    res.write(`data: ${JSON.stringify(event)}\n\n`);
    res.write(`data: Internal server error\n\n`);
    res.end();
  }
}

const central = (err, req, res, next) => {
  console.error(err);
  const shown = { statusCode: err.statusCode || 500, message: err.message };
  res.status(shown.statusCode).json(shown);
};

function sendError(res, message, status = 400) {
  res.status(status).json({ success: false, message });
}

async function helped(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    sendError(res, 'Internal server error', 500);
  }
}

async function many(req, res) {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({
      error: 'Failed to do many things',
      eventId: err.eventId
    });
  }
}

async function ended(req, res) {
  try {
    res.end(await work());
  } catch (err) {
    console.error(err);
    res.status(500).end('Internal server error');
  }
}

const together = (err, req, res, next) => {
  console.error(err);
  const statusCode = err.statusCode || 500;
  const response = { message: (statusCode < 500 && err.message) || 'Internal Server Error' };
  if (process.env.NODE_ENV === 'development') {
    response.stack = err.stack;
  }
  res.status(statusCode).json({ errors: [{ type: (statusCode < 500 && err.name) || 'InternalServerError', ...response }] });
};
