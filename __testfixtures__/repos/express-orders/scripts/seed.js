const store = require('../src/store');

store.save('1', { item: 'tea', quantity: 1 }).then((order) => console.log('saved', order));
