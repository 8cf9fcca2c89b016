const logger = require('../logger');
const things = require('../things');

exports.property = async (req, res) => {
  try {
    res.json(await things.list());
  } catch (err) {
    const body = { ok: false };
    logger.error('property failed', err);
    body.error = 'Internal server error';
    res.status(500).json(body);
  }
};

exports.below = async (req, res) => {
  let status = 200;
  let out;
  try {
    out = await things.list();
  } catch (err) {
    logger.error('list failed', err);
    status = 503;
    out = { error: 'Service unavailable' };
  }
  res.status(status).json(out);
};

exports.asked = async (req, res) => {
  let failure = null;
  try {
    await things.check();
  } catch (err) {
    logger.error('Check failed', err);
    failure = 'Check failed';
  }
  if (failure) {
    return res.status(500).json({ error: failure });
  }
  res.json({ ok: true });
};

exports.health = async (req, res) => {
  const checks = { database: 'ok' };
  try {
    await things.ping();
  } catch (err) {
    logger.error('health: things.ping failed', err);
    checks.database = 'unavailable';
  }
  res.status(checks.database === 'ok' ? 200 : 503).json(checks);
};

// Sent as a success: somebody may show it.
exports.partial = async (req, res) => {
  const result = { rows: [] };
  try {
    result.rows = await things.list();
  } catch (err) {
    result.warning = err.message;
  }
  res.json(result);
};

// The text is not sent.
exports.unsent = async (req, res) => {
  const job = { id: req.params.id };
  try {
    await things.run(job);
  } catch (err) {
    job.error = err.message;
  }
  await things.save(job);
  res.status(202).json({ id: job.id });
};
