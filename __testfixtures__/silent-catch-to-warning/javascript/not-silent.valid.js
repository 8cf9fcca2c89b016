// Somebody is told in each of these: a log, the client, the caller, a metric, the process that ends.
const { Sentry, logInfo } = require('../monitoring')

router.get('/things', async (req, res, next) => {
  try {
    res.json(await things.list())
  } catch {
    res.status(404).json({ error: 'Failed to list' })
  }
  try { await things.touch() } catch (e) { next(e) }
  try { await things.touch() } catch (e) { next(new Error('touch')) }
  try { await things.touch() } catch { res.redirect('/login') }
  try { await things.touch() } catch { return res.sendStatus(409) }
  try { await things.touch() } catch { throw new HttpError(500) }
  try { await things.touch() } catch { logInfo('touch') }
  try { await things.touch() } catch { Sentry.captureMessage('touch') }
  try { await things.touch() } catch { trackEvent('touch failed') }
  try { await things.touch() } catch { metrics.increment('touch') }
  try { await things.touch() } catch { notifyOps() }
  try { await things.touch() } catch { errors.push('touch') }
  try { await things.touch() } catch { console.warn('touch') }
  try { await things.touch() } catch { process.exit(1) }
  try { await things.touch() } catch { return { success: false, error: 'could not touch' } }
  try { await things.touch() } catch { state.error = 'touch' }
  try { await things.touch() } catch { setImmediate(() => console.error('touch')) }
  things.touch().catch(next)
  things.touch().catch((e) => { state.last = e })
  things.touch().catch(() => res.json({ items: [] }))
  things.touch().catch(() => process.exit(1))
  things.touch().catch(() => 'not available')
})

function legacy(callback) {
  try { things.read() } catch (e) { callback(null, false) }
  return new Promise((resolve, reject) => {
    stream.on('error', reject)
    try { things.read() } catch { reject(new Error('read')) }
  })
}

fastify.get('/x', async (request, reply) => {
  try { return await things.list() } catch { return reply.code(404).send() }
})
app.use(async (ctx) => {
  try { ctx.body = await things.list() } catch { ctx.status = 404 }
})
async function GET() {
  try { return NextResponse.json(await things.list()) } catch { return NextResponse.json({ items: [] }) }
}
async function POST() {
  try { return Response.json(await things.list()) } catch { return new Response(null, { status: 404 }) }
}
wss.on('connection', (ws) => {
  try { things.read() } catch { ws.close(1011, 'read') }
  try { things.read() } catch { ws.emit('error', 'read') }
})
function either() { try { return E.right(things.read()) } catch { return E.left(NO_THINGS) } }
function missing() { try { return things.read() } catch { return THINGS_NOT_FOUND } }
try { things.start() } catch { console.error('down'); process.exit(1) }
try { things.start() } finally { things.stop() }
