const logger = require('./utils/logger');

const connect = async (client) => {
  if (client.open) return console.log('already open');
  client.on('open', () => console.log('open'));
  const found = await client.find().catch((err) => console.error('find failed', err));
  const other = await client.find().catch(console.error);
  client.chatty && console.log('verbose');
  client.chatty ? console.log('loud') : console.log('quiet');
  if (client.slow) console.log('slow');
  else console.warn('fast');
  for (const each of client.all) console.log('each', each.id);
  client.retry(3, function () {
    return console.log('retried');
  });
  const nothing = console.log('used');
  promise.then(console.log);
  client.log = console.log;
  client.use({ logger: console });
  return { found, other, nothing, page: `<script>console.log('in a page')</script>` };
};

module.exports = connect;
