// This `console` is a parameter, and that one a local variable.
function run(console) {
  console.log('not the global one');
}

function draw() {
  const console = { log() {} };
  console.log('neither');
}

module.exports = { run, draw };
