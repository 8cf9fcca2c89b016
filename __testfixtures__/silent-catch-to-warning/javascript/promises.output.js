'use strict'

const { publish } = require('./bus')
const db = require('../db')
const logger = require('../utils/logger')

async function place(order) {
  const saved = await db.orders.insert(order)
  publish('order.placed', saved).catch((err) => {
    logger.warn({ err }, 'place: publish (order.placed) failed')
  })
  void publish('order.audit', saved).catch(function (err) {
    logger.warn({ err }, 'place: publish (order.audit) failed')
  })
  publish('order.mail', saved).then(() => {}, (err) => {
    logger.warn({ err }, 'place: publish (order.mail) failed')
  })
  publish('order.sms', saved).catch(err => {
    logger.warn({ err }, 'place: publish (order.sms) failed')
  })
  publish('order.push', saved).catch(async (err) => {
    /* the device may be gone */
    logger.warn({ err }, 'place: publish (order.push) failed')
  })
  publish('order.feed', saved)
    .then((id) => remember(id))
    .catch((err) => {
      logger.warn({ err }, 'place: publish failed')
    })
  const price = await rates.fetch(order.currency).catch((err) => {
    logger.warn({ err }, 'place: rates.fetch failed, going on without it')
    return null
  })
  const tags = await db.tags.list(order).catch((err) => {
    logger.warn({ err }, 'place: db.tags.list failed, using an empty list instead')
    return []
  })
  const meta = await db.meta.load(order).catch((err) => {
    logger.warn({ err }, 'place: db.meta.load failed, using an empty object instead')
    return {}
  })
  const count = await db.items.count(order).catch((err) => {
    logger.warn({ err }, 'place: db.items.count failed, using 0 instead')
    return 0
  })
  const isNew = await db.customers.isNew(order).catch((err) => {
    logger.warn({ err }, 'place: db.customers.isNew failed, using false instead')
    return false
  })
  const extra = await db.extra.load(order).catch((err) => {
    logger.warn({ err }, 'place: db.extra.load failed')
    return undefined
  })
  const [stock, hints] = await Promise.all([
    db.stock.of(order).catch((err) => {
      logger.warn({ err }, 'place: db.stock.of failed, using an empty list instead')
      return []
    }),
    hintsFor(order).catch((err) => {
      logger.warn({ err }, 'place: hintsFor failed')
      return { hints: [], total: 0 }
    }),
  ])
  return { saved, price, tags, meta, count, isNew, extra, stock, hints }
}

const socket = connect()
socket.on('error', (err) => {
  logger.warn({ err }, 'error on socket')
})
socket.once('error', function (err) {
  // the other side hangs up
  logger.warn({ err }, 'error on socket')
})

module.exports = { place }
