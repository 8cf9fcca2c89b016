const app = require('./app')
const logger = require('./utils/logger')

app.listen(3000, () => {
  console.log('='.repeat(50))
  console.log('Server up')
  console.log('-----')
  console.log()
  console.log(`
╔══════════════════╗
   Orders on ${app.port}
╚══════════════════╝
  `)
  console.log(' \n')
})

function spread(values) {
  if (values.length === 0) console.log()
  for (const value of values) console.log('')
  values.forEach(() => console.log())
  console.log('done')
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
  console.log('summing')
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
    console.log('');
    console.log(`read ${line}`);
  }
}
