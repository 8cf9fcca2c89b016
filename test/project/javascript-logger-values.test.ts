import { expect, it } from 'vitest';
import { factsOf } from './repository.ts';

const logger = (format: string) => `import winston from 'winston';\n\nconst line = winston.format.printf(${format});\n\nconst logger = winston.createLogger({ level: 'info', format: winston.format.combine(winston.format.timestamp(), line), transports: [new winston.transports.Console()] });\n\nexport default logger;\n`;
const takesOf = (format: string) => {
  const facts = factsOf({
    'package.json': '{ "dependencies": { "express": "1", "winston": "3" } }', 'src/logger.ts': logger(format),
    'src/a.ts': "import express from 'express';\nimport logger from './logger';\n\nconst app = express();\nlogger.info('a');\n", 'src/b.ts': "import logger from './logger';\n\nlogger.info('b');\n",
  });
  return facts.packageOf('src/a.ts').javascript?.logger?.takes?.['info'];
};

it('knows a logger that writes the text alone by its format', () => {
  expect(takesOf('({ level, message, timestamp }) => `${timestamp} ${level}: ${message}`')).toBe('message');
  expect(takesOf('({ level, message, ...rest }) => `${level}: ${message} ${JSON.stringify(rest)}`')).toBeUndefined();
});

const nest = (service: string) => factsOf({
  'package.json': '{ "dependencies": { "@nestjs/core": "1", "@nestjs/common": "1" } }',
  'src/main.ts': "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nimport { FileLogger } from './file-logger';\n\nasync function start() {\n  const app = await NestFactory.create(AppModule, { logger: new FileLogger() });\n  await app.listen(3000);\n}\nstart();\n",
  'src/file-logger.ts': service,
}).packageOf('src/main.ts').javascript?.nestTakesText;

it("knows that what Nest's logger hands its lines to takes a context and no values", () => {
  expect(nest("import type { LoggerService } from '@nestjs/common';\n\nexport class FileLogger implements LoggerService {\n  log(message: any, context?: string) { write(message, context); }\n}\n")).toBe(true);
  expect(nest("import type { LoggerService } from '@nestjs/common';\n\nexport class FileLogger implements LoggerService {\n  log(message: any, ...values: any[]) { write(message, values); }\n}\n")).toBeUndefined();
});
