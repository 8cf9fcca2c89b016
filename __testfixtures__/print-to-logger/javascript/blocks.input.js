const logger = require('../utils/logger');

function report(order, rows, problem) {
  console.log('='.repeat(40));
  console.log('Order not shipped');
  console.log(`Error: ${problem}`);
  console.log(`Customer: ${order.customer}`);
  console.log('='.repeat(40));

  console.log('Could not ship, it failed');
  console.log('  next try in an hour');
  console.log('started');

  console.log('Rows:');
  for (const row of rows) {
    console.log(`  - ${row}`);
  }

  console.log('Names:');
  rows.forEach((row) => {
    console.log('%s of %d', row.name, row.age);
  });

  console.log('Totals:');
  console.table(rows);
  console.log('done');
}

module.exports = { report, logger };

function details(order, found) {
  console.log('DEBUG: Details of the order:');
  console.log('  id:', order.id);
  console.log('  state:', order.state);

  console.log('   Closing failed');
  console.log('   Already closed');
  console.log(`[Parser] ❌ No JSON in ${found}`);
}
