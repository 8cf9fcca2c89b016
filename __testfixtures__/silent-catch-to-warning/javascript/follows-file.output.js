const logger = require('./logger');
const { sanitizeError } = require('./errors');

class VirusScanner {
  async open(path) {
    logger.info('[VirusScanner] opening');
    try {
      await this.engine.open(path);
    } catch (err) {
      logger.error('[VirusScanner] open failed', sanitizeError(err));
    }
  }

  async scan(path) {
    const found = [];
    try {
      found.push(await this.engine.scan(path));
    } catch (err) {
      logger.warn(
        '[VirusScanner] scan: engine.scan failed',
        sanitizeError(err),
      );
    }
    return found;
  }

  async told(path) {
    let opened = true;
    try {
      await this.open(path);
    } catch {}
    return opened;
  }
}

module.exports = { VirusScanner };
