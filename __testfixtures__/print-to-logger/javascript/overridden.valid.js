// What `console` writes is somebody else's here.
const original = console.log;
console.log = (...args) => original(new Date().toISOString(), ...args);

console.log('started');
