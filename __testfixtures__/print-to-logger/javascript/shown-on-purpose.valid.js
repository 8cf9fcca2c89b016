class ConsoleMailProvider {
  send(mail) {
    console.log('To:', mail.to);
    console.log(mail.subject);
  }
}

function sendViaConsole(mail) {
  console.log(`Mail to ${mail.to}`);
}

function rebuild(rows, options) {
  if (options.verbose) console.log('rebuilding', rows.length);
  if (process.argv.includes('--trace')) {
    console.log('rows', rows.length);
  }
  return { ConsoleMailProvider, sendViaConsole };
}

module.exports = { rebuild };
