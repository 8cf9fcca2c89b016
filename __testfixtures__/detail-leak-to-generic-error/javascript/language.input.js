const logger = require('../logger');
const things = require('../things');

exports.list = async (req, res) => {
  try {
    res.json(await things.list());
  } catch (error) {
    logger.error('Error obteniendo cosas:', error);
    res.status(500).json({ error: error.message });
  }
};

exports.one = async (req, res) => {
  try {
    const thing = await things.one(req.params.id);
    if (!thing) return res.status(404).json({ error: 'Cosa no encontrada' });
    res.json(thing);
  } catch (error) {
    logger.error('Error en GET /cosas/:id:', error);
    res.status(500).json({ error: error.message });
  }
};

exports.save = async (req, res) => {
  try {
    await things.save(req.body);
    res.json({ message: 'Cosa guardada con éxito' });
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
};
