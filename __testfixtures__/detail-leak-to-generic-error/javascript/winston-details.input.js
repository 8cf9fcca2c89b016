const logger = require('../logger');
const things = require('../things');

// winston writes an error in an object of details as `{}`: the line gets the error itself, or its stack.
exports.alone = async (req, res) => {
  try {
    res.json(await things.list());
  } catch (error) {
    logger.error('list failed', { error });
    res.status(500).json({ error: 'No things today', details: error.message });
  }
};

exports.beside = async (req, res) => {
  try {
    res.json(await things.one(req.params.id));
  } catch (err) {
    logger.error('one failed', { err, id: req.params.id });
    res.status(500).json({ error: 'No such luck', details: err.message });
  }
};

exports.text = async (req, res) => {
  try {
    res.json(await things.one(req.params.id));
  } catch (err) {
    logger.error('one failed', { error: err.message });
    res.status(500).json({ error: 'No such luck', details: err.message });
  }
};

// These keep the stack as they are.
exports.stack = async (req, res) => {
  try {
    res.json(await things.one(req.params.id));
  } catch (err) {
    logger.error('one failed', { message: err.message, stack: err.stack });
    res.status(500).json({ error: 'No such luck', details: err.message });
  }
};

exports.itself = async (req, res) => {
  try {
    res.json(await things.one(req.params.id));
  } catch (err) {
    logger.error('one failed', err);
    res.status(500).json({ error: 'No such luck', details: err.message });
  }
};
