// release.json is optional: only the deployment writes it
function readJson(path) {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

async function readIfExists(path) {
  try {
    return await fs.promises.readFile(path, 'utf8');
  } catch {
    return '';
  }
}
