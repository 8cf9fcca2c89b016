import { work } from './work.mjs'
import { log } from './log.mjs'

const describe = (err) => err instanceof Error ? err.message : String(err)

function handleError(err, res) {
  log.error('Request failed', err)
  res.status(500).json({ error: 'Internal server error' })
}

export async function first(req, res) {
  try {
    res.json(await work())
  } catch (err) {
    handleError(err, res)
  }
}

export async function second(req, res) {
  try { res.json(await work()) } catch (e) { log.error('second failed', e); res.status(500).json({ error: 'Internal server error' }) }
}

export async function third(req, res) {
  try {
    res.json(await work())
  } catch (e) {
    if (e.retry) {
      log.error('third failed', e)
      return res.status(503).json({ error: 'Try again' })
    }
    log.error('third failed', e)
    return res.status(500).json({ error: 'Internal server error' })
  }
}

export async function fourth(req, res) {
  try {
    res.json(await work())
  } catch (e) {
    log.error("It did not work", e)
    res.status(500).json({ error: "It did not work" })
  }
}
