function started(server, env) {
  console.log('╔══════════════════════════════╗');
  console.log('║  Orders                      ║');
  console.log(`║  Port: ${String(server.port).padEnd(22)}║`);
  console.log('╚══════════════════════════════╝');
  console.log(`
    ┌────────────────────┐
    │ Mode: ${env.mode}  │
    └────────────────────┘
  `);
  console.log('| id | name |');
}

module.exports = { started };
