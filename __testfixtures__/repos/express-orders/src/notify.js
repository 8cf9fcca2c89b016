async function orderCreated(order) {
  if (!process.env.NOTIFY_URL) throw new Error('NOTIFY_URL is not set');
  await fetch(process.env.NOTIFY_URL, { method: 'POST', body: JSON.stringify(order) });
}

module.exports = { orderCreated };
