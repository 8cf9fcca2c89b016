// Each place has its reason: the process ends, another tool, a browser, placeholders, comments of its own.
const logger = require('./utils/logger');

function fail(code) {
  console.error('Missing configuration');
  console.error('Set PORT first');
  process.exit(code);
}

async function shot(page, values, user) {
  await page.evaluate(() => console.log('in the browser'));
  console.table(values);
  console.group('group');
  console.groupEnd();
  console.time('t');
  console.timeEnd('t');
  console.trace('trace');
  console.dir(values);
  console.assert(values);
  console.count();
  console.log('%s rows', values.length);
  console.log(...values);
  console.log(JSON.stringify(values));
  console.log('\x1b[32mgreen\x1b[0m');
  console.log(values[0] + 1, values[1]);
  console.log(
    'user', // who it was
    user, // what they did
    values,
  );
  process.stdout.write('.');
  // eslint-disable-next-line no-console
  console.log('kept for the operator');
  console.log('kept too'); // checkmod-ignore: print-to-logger read by a script
}

process.on('SIGTERM', () => {
  console.log('closing');
  process.exit(0);
});

module.exports = { fail, shot, logger };
