const express = require('express')
const logger = require('../utils/logger')

const router = express.Router()

// The error of a result is that of what gave the result; a lone value says what it is.
router.post('/login', async (req, res) => {
  const { data, error: authError } = await supabase.auth.exchangeCodeForSession(req.query.state)
  if (authError) {
    console.log(authError)
    return res.status(400).end()
  }
  const { error: insertionError } = await supabase.from('profiles').insert({ id: data.userId })
  if (insertionError) console.error(insertionError)
  const { userId } = data
  console.log(userId)
  res.end()
})

module.exports = router
