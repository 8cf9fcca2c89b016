const logger = require('./utils/logger');

const connect = async (client) => {
  if (client.open) {
    logger.info('already open');
    return;
  }
  client.on('open', () => logger.info('open'));
  const found = await client.find().catch((err) => {
    logger.error('find failed', err);
  });
  const other = await client.find().catch((err) => {
    logger.error('connect: client.find failed', err);
  });
  client.chatty && logger.info('verbose');
  client.chatty ? logger.info('loud') : logger.info('quiet');
  if (client.slow) logger.info('slow');
  else logger.warn('fast');
  for (const each of client.all) logger.info('each', { id: each.id });
  client.retry(3, function () {
    logger.info('retried');
    return;
  });
  const nothing = console.log('used');
  promise.then(console.log);
  client.log = console.log;
  client.use({ logger: console });
  return { found, other, nothing, page: `<script>console.log('in a page')</script>` };
};

module.exports = connect;
