const logger = require('../logger');
const things = require('../things');

async function load(id) {
  try {
    return { ok: true, thing: await things.one(id) };
  } catch (err) {
    logger.error('Not loaded', err);
    return { ok: false, error: 'Not loaded' };
  }
}

// Nobody sends what this gives.
async function warm() {
  try {
    return { ok: true, things: await things.all() };
  } catch (err) {
    return { ok: false, error: err.message };
  }
}

exports.one = async (req, res) => {
  await warm();
  const result = await load(req.params.id);
  if (!result.ok) return res.status(500).json(result);
  res.json(result.thing);
};
