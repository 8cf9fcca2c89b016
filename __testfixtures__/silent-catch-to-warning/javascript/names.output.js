const logger = require('./logger')

async function outer(err) {
  try {
    await first()
  } catch (error) {
    logger.error('first failed', error)
    await second().catch((cause) => {
      logger.warn('outer: second failed', cause)
    })
  }
  await third().catch(() => { report.last = err.message })
  try {
    await fourth(err)
  } catch (error) {
    logger.warn('outer: fourth failed, going on without err', error)
    err = null
  }
  if (err) fifth().catch((error) => {
    logger.warn('outer: fifth failed', error)
  })
  else sixth().catch((error) => {
    logger.warn('outer: sixth failed', error)
  })
  try { await seventh() } catch (error) {
    logger.warn('outer: seventh failed', error)
    ;[err] = []
  }
  function inner() { try { eighth() } catch { return err } }
  switch (err) { case 1: try {
    ninth()
  } catch (e) {
    logger.warn('outer: ninth failed', e)
    break
  } }
  const tenth = async () => { await eleventh().catch((error) => {
    logger.warn('tenth: eleventh failed', error)
    return null
  }) }
  return { tenth, inner, onClose: () => close().catch((error) => {
    logger.debug('onClose: close failed', error)
  }) }
}

module.exports = outer
