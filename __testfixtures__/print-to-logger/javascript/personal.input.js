const logger = require('../utils/logger');

async function show(User, id, response, order) {
  const user = await User.findById(id);
  const result = await User.find({ active: true }).lean();
  console.log(user);
  console.log('result', result);
  console.log('user', { id: user.id, name: user.name });
  console.log('saved', { order, user });
  console.log('headers:', response.headers);
  console.log('order', order);
}

module.exports = { show, logger };
