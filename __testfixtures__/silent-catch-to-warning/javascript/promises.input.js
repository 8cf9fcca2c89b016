'use strict'

const { publish } = require('./bus')
const db = require('../db')

async function place(order) {
  const saved = await db.orders.insert(order)
  publish('order.placed', saved).catch(() => {})
  void publish('order.audit', saved).catch(function () {})
  publish('order.mail', saved).then(() => {}, () => {})
  publish('order.sms', saved).catch(_ => {})
  publish('order.push', saved).catch(async (_err) => { /* the device may be gone */ })
  publish('order.feed', saved)
    .then((id) => remember(id))
    .catch(() => undefined)
  const price = await rates.fetch(order.currency).catch(() => null)
  const tags = await db.tags.list(order).catch(() => [])
  const meta = await db.meta.load(order).catch(() => ({}))
  const count = await db.items.count(order).catch(() => 0)
  const isNew = await db.customers.isNew(order).catch(() => { return false })
  const extra = await db.extra.load(order).catch(() => undefined)
  const [stock, hints] = await Promise.all([
    db.stock.of(order).catch(() => []),
    hintsFor(order).catch(() => ({ hints: [], total: 0 })),
  ])
  return { saved, price, tags, meta, count, isNew, extra, stock, hints }
}

const socket = connect()
socket.on('error', () => {})
socket.once('error', function () {
  // the other side hangs up
})

module.exports = { place }
