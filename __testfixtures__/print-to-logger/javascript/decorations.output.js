const app = require('./app')
const logger = require('./utils/logger')

app.listen(3000, () => {
  logger.info('Server up')
  logger.info(`Orders on ${app.port}`)
})

function spread(values) {
  if (values.length === 0) console.log()
  for (const value of values) console.log('')
  values.forEach(() => console.log())
  logger.info('done')
  console.log('---', ...values)
}

function sole() {
  console.table([1])
  console.log('======')
  console.log('%d rows', 3)
  console.log('======')
}

function hazard(values) {
  let all = values
  logger.info('summing')
  console.log('')
  ;[1, 2].forEach((each) => all.push(each))
  logger.info(all.length)
}

module.exports = { spread, sole, hazard }

function spaced(isLoud, lines) {
  if (isLoud) { console.log(''); }
  if (isLoud) {
    console.log('-'.repeat(20));
    console.log();
  }
  for (const line of lines) {
    logger.info(`read ${line}`);
  }
}
