const logger = require('../utils/logger');

async function show(User, id, response, order) {
  const user = await User.findById(id);
  const result = await User.find({ active: true }).lean();
  logger.info('user', { user });
  logger.info('result', { result });
  logger.info('user', { id: user.id, name: user.name });
  logger.info('saved', { order, user });
  logger.info('headers', { headers: response.headers });
  logger.info('order', { order });
}

module.exports = { show, logger };
