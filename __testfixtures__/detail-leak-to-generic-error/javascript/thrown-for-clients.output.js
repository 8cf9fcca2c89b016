const { HttpsError, onCall } = require('firebase-functions/v2/https');
const createError = require('http-errors');
const logger = require('../logger');
const things = require('../things');

// An error of the framework that is thrown in what is tried keeps its answer.
exports.cancel = onCall(async ({ auth, data }) => {
  try {
    if (!auth) {
      throw new HttpsError('unauthenticated', 'Sign in first');
    }
    return await things.cancel(data.id);
  } catch (error) {
    if (error instanceof HttpsError) throw error;
    logger.error('cancel failed', error);
    throw new HttpsError('internal', 'Internal server error');
  }
});

// It has its way out already.
exports.move = onCall(async ({ auth, data }) => {
  try {
    if (!auth) {
      throw new HttpsError('unauthenticated', 'Sign in first');
    }
    return await things.move(data.id);
  } catch (error) {
    if (error instanceof HttpsError) {
      throw error;
    }
    logger.error('move failed', error);
    throw new HttpsError('internal', 'Internal server error');
  }
});

// What is thrown for the client has no other way than this answer.
exports.pay = async (req, res) => {
  try {
    if (req.body.amount > req.advance.due) throw new Error('The payment exceeds what is due');
    res.json(await req.advance.pay(req.body.amount));
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
};

async function find(id) {
  const thing = await things.one(id);
  if (!thing) throw createError(404, 'No such thing');
  return thing;
}

exports.one = async (req, res) => {
  try {
    res.json(await find(req.params.id));
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
};

// These tell what broke inside.
exports.ask = async (req, res) => {
  try {
    const response = await fetch('https://upstream.example');
    if (!response.ok) throw new Error(`Upstream error: ${response.status}`);
    res.json(await response.json());
  } catch (error) {
    logger.error('ask failed', error);
    res.status(500).json({ error: 'Internal server error' });
  }
};

// A name that nothing stands for: the handler fails before it answers.
exports.unbound = async (req, res) => {
  try {
    res.json(await things.list());
  } catch (error) {
    log.error('list failed', error);
    res.status(500).json({ error: error.message });
  }
};

// Broad, and a 4xx: the text may tell what to change.
exports.create = async (req, res) => {
  try {
    res.status(201).json(await things.create(req.body));
  } catch (error) {
    logger.warn('create failed', error);
    res.status(400).json({ error: 'Bad request' });
  }
};

exports.token = async (req, res) => {
  try {
    res.json(jwt.verify(req.body.token, things.key));
  } catch (error) {
    res.status(401).json({ error: error.message });
  }
};

exports.conflict = async (req, res) => {
  try {
    res.json(await things.create(req.body));
  } catch (error) {
    if (error.code === 11000) return res.status(409).json({ error: error.message });
    res.status(500).json({ error: 'It failed' });
  }
};
