import { work } from './work.mjs'

const describe = (err) => err instanceof Error ? err.message : String(err)

function handleError(err, res) {
  res.status(500).json({ error: err.message })
}

export async function first(req, res) {
  try {
    res.json(await work())
  } catch (err) {
    handleError(err, res)
  }
}

export async function second(req, res) {
  try { res.json(await work()) } catch (e) { res.status(500).json({ error: describe(e) }) }
}

export async function third(req, res) {
  try {
    res.json(await work())
  } catch (e) {
    if (e.retry)
      return res.status(503).json({ error: 'Try again: ' + e.message })
    return res.status(500).json({ error: e })
  }
}

export async function fourth(req, res) {
  try {
    res.json(await work())
  } catch (e) {
    res.status(500).json({ error: e.response?.data?.message || e.message || "It did not work" })
  }
}
