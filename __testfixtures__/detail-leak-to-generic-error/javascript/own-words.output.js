const logger = require('../logger');
const things = require('../things');

exports.list = async (req, res) => {
  try {
    res.json(await things.list());
  } catch (error) {
    logger.error('Liste alınırken hata oluştu:', error);
    res.status(500).json({ error: 'Liste alınırken hata oluştu' });
  }
};

exports.one = async (req, res) => {
  try {
    res.json(await things.one(req.params.id));
  } catch (error) {
    logger.error('one failed', error);
    res
      .status(500)
      .json({ message: 'Kayıt okunamadı', error: 'Kayıt okunamadı' });
  }
};

exports.suggest = async (req, res) => {
  try {
    res.json(await things.suggest());
  } catch (error) {
    logger.error('suggest failed', error);
    res.status(502).json({ error: error.userMessage || 'No suggestion' });
  }
};
