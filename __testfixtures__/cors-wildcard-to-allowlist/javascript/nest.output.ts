import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

async function bootstrap() {
  const app = await NestFactory.create(AppModule, {
    cors: { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) },
  });
  app.setGlobalPrefix('api');
  await app.listen(3000);
}

async function bootstrapAdmin() {
  const app = await NestFactory.create(AppModule);
  app.enableCors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) });
  await app.listen(3001);
}

async function bootstrapOther() {
  const app = await NestFactory.create(AppModule, {
    bufferLogs: true,
    cors: { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS), credentials: true },
  });
  app.enableCors({
    origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
    credentials: true,
  });
  await app.listen(3002);
}

void bootstrap();
