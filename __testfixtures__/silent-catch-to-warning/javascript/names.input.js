const logger = require('./logger')

async function outer(err) {
  try {
    await first()
  } catch (error) {
    logger.error('first failed', error)
    await second().catch(() => {})
  }
  await third().catch(() => { report.last = err.message })
  try {
    await fourth(err)
  } catch {
    err = null
  }
  if (err) fifth().catch(() => {})
  else sixth().catch(() => {})
  try { await seventh() } catch {
    ;[err] = []
  }
  function inner() { try { eighth() } catch { return err } }
  switch (err) { case 1: try { ninth() } catch (e) { break } }
  const tenth = async () => { await eleventh().catch(() => null) }
  return { tenth, inner, onClose: () => close().catch(() => {}) }
}

module.exports = outer
