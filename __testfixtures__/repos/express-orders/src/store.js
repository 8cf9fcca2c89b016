const orders = new Map();
const resets = new Map();

async function save(id, order) {
  if (!order.item) throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
  orders.set(id, order);
  return { id, ...order };
}

async function rememberReset(email, code) {
  resets.set(email, code);
}

module.exports = { save, rememberReset };
