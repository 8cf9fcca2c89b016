// The failure is the answer: a parse, a token, a file, a feature, an optional package, the body of an answer.
const fs = require('fs')
const jwt = require('jsonwebtoken')

const parsed = (text) => { try { return JSON.parse(text) } catch { return null } }
const url = (text) => { try { return new URL(text).hostname } catch { return '' } }
const isUrl = (text) => { try { new URL(text); return true } catch { return false } }
const decoded = (text) => { try { return decodeURIComponent(text) } catch { return text } }
const pattern = (text) => { try { return new RegExp(text) } catch { return null } }
const big = (text) => { try { return BigInt(text) } catch { return 0n } }
const zone = (tz) => { try { Intl.DateTimeFormat(undefined, { timeZone: tz }); return true } catch { return false } }
const base64 = (text) => { try { return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) } catch { return {} } }
const user = (token) => { try { return jwt.verify(token, process.env.JWT_SECRET) } catch { return null } }
const claims = async (token) => { try { const { payload } = await jose.jwtVerify(token, key); return payload } catch { return null } }
const valid = (token) => { try { return verifyToken(token) } catch { return false } }
const exists = (path) => { try { fs.accessSync(path); return true } catch { return false } }
const size = async (path) => { try { return (await fs.promises.stat(path)).size } catch { return 0 } }
const there = (path) => fs.promises.access(path).then(() => true).catch(() => false)
const info = (path) => fs.promises.stat(path).catch(() => null)
const first = (row) => { try { return row.items[0].name } catch { return '' } }

let sharp
try { sharp = require('sharp') } catch {}
try { require.resolve('canvas') } catch { sharp = null }
let redis = null
try {
  redis = require('redis').createClient
} catch (e) {
  // optional
}
const tf = async () => import('@tensorflow/tfjs-node').catch(() => null)

async function call(url, init) {
  const response = await fetch(url, init)
  const body = await response.json().catch(() => ({}))
  const text = await response.text().catch(() => '')
  let data
  try { data = await response.json() } catch { data = null }
  return { body, text, data }
}
async function POST(req) {
  const body = await req.json().catch(() => null)
  return body
}
const name = z.string().catch(() => '')

async function shared() {
  const work = start()
  work.catch(() => {})
  return work
}
try { } catch {}
try { console.log('started') } catch {}
async function fileExists(key) {
  try { await s3.send(new HeadObjectCommand({ Key: key })); return true } catch { return false }
}
function verifyTicket(text) {
  try { return timingSafeEqual(sign(text), Buffer.from(text)) } catch (e) { return null }
}
async function byId(id) {
  try { return O.some(await prisma.user.findUniqueOrThrow({ where: { id } })) } catch { return O.none }
}
const domains = () => { try { const list = require('disposable-email-domains'); return Array.isArray(list) ? list : [] } catch { return null } }
